// A read without a place whose mate has one: what lies inside a long insertion.

/// A mate of a placed read that itself lies nowhere on the records.
package struct LooseMate: Sendable, Hashable {
  /// The template of both mates.
  package let template: Int
  /// Index of the record that the placed mate lies on.
  package let reference: Int
  /// 0-based record offset of the placed mate's first aligned base.
  package let anchorStart: Int
  /// Whether the read lies after its placed mate in record direction.
  package let isAfterAnchor: Bool
  /// Codes 0-4 in record direction: as if the read faced its mate.
  package let bases: [UInt8]

  /// A loose mate.
  package init(template: Int, reference: Int, anchorStart: Int, isAfterAnchor: Bool, bases: [UInt8]) {
    self.template = template
    self.reference = reference
    self.anchorStart = anchorStart
    self.isAfterAnchor = isAfterAnchor
    self.bases = bases
  }
}

extension AlignedReadStore {
  /// No more loose mates than this are kept of one sample: those of the first templates.
  package static let mostLooseMates = 100_000

  /// Keeps a loose mate, as long as there is room.
  package mutating func append(looseMate: LooseMate) {
    if looseMates.count < AlignedReadStore.mostLooseMates { looseMates.append(looseMate) }
  }
}
