// A read without a position whose mate has one: what lies inside a long insertion.

/// A mate of an aligned read that itself lies nowhere on the records.
package struct OrphanMate: Sendable, Hashable {
  /// The template of both mates.
  package let template: Int
  /// Index of the record that the aligned mate lies on.
  package let reference: Int
  /// 0-based record offset of the aligned mate's first aligned base.
  package let anchorStart: Int
  /// Whether the read lies after its aligned mate in record direction.
  package let isAfterAnchor: Bool
  /// Codes 0-4 in record direction: as if the read faced its mate.
  package let bases: [UInt8]

  /// An orphan mate.
  package init(template: Int, reference: Int, anchorStart: Int, isAfterAnchor: Bool, bases: [UInt8]) {
    self.template = template
    self.reference = reference
    self.anchorStart = anchorStart
    self.isAfterAnchor = isAfterAnchor
    self.bases = bases
  }
}
