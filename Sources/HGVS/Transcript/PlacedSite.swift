// A splice site at its place on a record.

/// A splice site, or an end of the transcript, on a changed record.
struct PlacedSite: Hashable, Comparable {
  enum Kind: Int { case acceptor, donor }
  /// The start of transcription is an acceptor of exon 0, its end a donor of the last exon.
  let kind: Kind
  let exon: Int
  /// The border between exon and intron, as an offset of the changed record.
  let place: Int
  /// Whether the sequence leaves no doubt that the site is used.
  var isSure = true

  static func < (left: PlacedSite, right: PlacedSite) -> Bool {
    (left.place, left.kind.rawValue) < (right.place, right.kind.rawValue)
  }
}
