// Fragments one below the other over a few bases of a reference: what they show, and where they end.

/// The picture of the fragments at one place.
package struct PileupPicture: Sendable, Hashable {
  /// Where a piece of a fragment departs from the reference; places count from the first base shown.
  package enum Change: Sendable, Hashable {
    /// Another base.
    case base(Int, letter: String)
    /// Bases of the reference that are not there.
    case deletion(Range<Int>)
    /// Further bases before a place.
    case insertion(Int, length: Int)
  }

  /// An aligned part of a fragment, one read of it.
  package struct Piece: Sendable, Hashable {
    /// The bases that it lies over, of those shown.
    package let range: Range<Int>
    /// Whether it was read in the direction of the reference.
    package let isForward: Bool
    /// Whether its first or last aligned base is followed by bases that do not align.
    package let clips: (start: Bool, end: Bool)
    /// Where it departs from the reference.
    package let changes: [Change]

    /// A piece.
    package init(range: Range<Int>, isForward: Bool, clips: (start: Bool, end: Bool), changes: [Change]) {
      self.range = range
      self.isForward = isForward
      self.clips = clips
      self.changes = changes
    }

    /// Equal if all is equal.
    package static func == (left: Piece, right: Piece) -> Bool {
      left.range == right.range && left.isForward == right.isForward && left.clips == right.clips
        && left.changes == right.changes
    }

    /// Hashes the place and the changes.
    package func hash(into hasher: inout Hasher) {
      hasher.combine(range)
      hasher.combine(changes)
    }
  }

  /// What it is a picture of.
  package let title: String
  /// The reference's bases, 5' to 3' of the transcript.
  package let reference: String
  /// The bases of the call, counted from the first one shown.
  package let site: Range<Int>
  /// The fragments that are drawn, those that depart from the reference at the call first; each of one or two pieces.
  package let fragments: [[Piece]]
  /// How many of the fragments drawn depart from the reference at the call.
  package let differing: Int
  /// How many fragments lie over the call.
  package let total: Int

  /// A picture.
  package init(
    title: String, reference: String, site: Range<Int>, fragments: [[Piece]], differing: Int, total: Int
  ) {
    self.title = title
    self.reference = reference
    self.site = site
    self.fragments = fragments
    self.differing = differing
    self.total = total
  }

  private static let base = 12.0
  private static let row = 6.0
  private static let head = 18.0

  /// What the picture shows, in words.
  package var words: String {
    let shown = fragments.count < total ? "\(fragments.count) of \(total) fragments" : "\(total) fragments"
    return "\(title): \(shown); the first \(differing) show the variant"
  }

  /// The picture: reads towards the right and the left end in points, other bases are boxes with their letters, deletions
  /// lines, insertions bars, and clipped ends strokes.
  package func svg() -> Markup {
    let width = Double(reference.utf8.count) * PileupPicture.base
    let height = PileupPicture.head + Double(fragments.count) * PileupPicture.row + 3
    var body = SVG.box(
      "site", Double(site.lowerBound) * PileupPicture.base, 0, Double(site.count) * PileupPicture.base, height)
    for (place, letter) in reference.enumerated() {
      body += SVG.text("tick", (Double(place) + 0.5) * PileupPicture.base, 12, String(letter))
    }
    for (number, pieces) in fragments.enumerated() {
      let top = PileupPicture.head + Double(number) * PileupPicture.row
      body += pieces.map { drawn($0, top) }.joined
    }
    return SVG.picture(width: width, height: height, alternative: words, isFixed: true, body)
  }

  private func drawn(_ piece: Piece, _ top: Double) -> Markup {
    let (left, right) = (
      Double(piece.range.lowerBound) * PileupPicture.base, Double(piece.range.upperBound) * PileupPicture.base
    )
    let (bottom, middle) = (top + 5, top + 2.5)
    let tip = min(4, (right - left) / 2)
    var markup = SVG.polygon(
      piece.isForward ? "read one" : "read two",
      piece.isForward
        ? [(left, top), (right - tip, top), (right, middle), (right - tip, bottom), (left, bottom)]
        : [(left + tip, top), (right, top), (right, bottom), (left + tip, bottom), (left, middle)])
    for change in piece.changes {
      switch change {
      case .base(let place, let letter):
        markup += SVG.box(
          "change", Double(place) * PileupPicture.base, top, PileupPicture.base, 5, title: letter)
      case .deletion(let range):
        let (from, to) = (Double(range.lowerBound) * PileupPicture.base, Double(range.upperBound) * PileupPicture.base)
        markup += SVG.box("none", from, top, to - from, 5, title: "\(range.count) deleted")
        markup += SVG.line("loss", from, middle, to, middle)
      case .insertion(let place, let length):
        markup += SVG.box(
          "change", Double(place) * PileupPicture.base - 1.5, top - 0.5, 3, 6, title: "\(length) inserted")
      }
    }
    if piece.clips.start { markup += SVG.line("clip", left, top - 0.5, left, bottom + 0.5) }
    if piece.clips.end { markup += SVG.line("clip", right, top - 0.5, right, bottom + 0.5) }
    return markup
  }
}
