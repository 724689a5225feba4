// Copies of molecules joined by their identifiers: how many, of what size, and how often what they agree on is wrong.

package import Documents
import Numerics

/// The families of a sample.
package struct FamilyReport: Sendable, Hashable, Codable, ValidatedDocument {
  /// Where the identifiers stood: `name`, or a field such as `RX`.
  package let identifier: String
  /// Fragments of the genes that have an identifier.
  package let fragments: Int
  /// Molecules that they are copies of.
  package let families: Int
  /// Families of one fragment.
  package let singletons: Int
  /// Whether these were used.
  package let singletonsUsed: Bool
  /// Families with copies of both strands of the molecule.
  package let duplex: Int
  /// Fragments whose gaps differ from those of most of their family, and which were left out of it.
  package let outvoted: Int
  /// Bases at which the strands of a molecule differ, which were made unknown.
  package let strandDifferences: Int
  /// `[fragments, families]`: how many families have so many fragments.
  package let sizes: [[Int]]
  /// Probability that a base of a family shows one given wrong base, as the sample itself shows it.
  package let errorRate: Double

  /// Families of a sample.
  package init(
    identifier: String, fragments: Int, families: Int, singletons: Int, singletonsUsed: Bool, duplex: Int,
    outvoted: Int,
    strandDifferences: Int, sizes: [[Int]], errorRate: Double
  ) {
    self.identifier = identifier
    self.fragments = fragments
    self.families = families
    self.singletons = singletons
    self.singletonsUsed = singletonsUsed
    self.duplex = duplex
    self.outvoted = outvoted
    self.strandDifferences = strandDifferences
    self.sizes = sizes
    self.errorRate = errorRate
  }

  package func validate() throws(InvalidValue) {
    for (key, value) in [
      ("fragments", fragments), ("families", families), ("singletons", singletons), ("duplex", duplex),
      ("outvoted", outvoted), ("strand_differences", strandDifferences),
    ] {
      try check(key, value, in: DocumentRange.count)
    }
    try check("error_rate", errorRate, in: DocumentRange.fraction)
    let possible = 1...1_000_000_000
    let isSound = sizes.allSatisfy { $0.count == 2 && possible.contains($0[0]) && possible.contains($0[1]) }
    try require(isSound, "sizes", "pairs of a size and a number of families are needed")
    // Numbers of a hostile document may overflow; those of a true one never do.
    let members = sizes.reduce(0) { $0 &+ $1[0] &* $1[1] }
    try require(
      members == fragments && sizes.reduce(0) { $0 &+ $1[1] } == families, "sizes",
      "do not come to the families and fragments")
  }

  /// One sentence for people.
  package var sentence: String {
    let mean = NumberText.fixed(Double(fragments) / Double(max(1, families)), 2)
    let single = NumberText.fixed(100 * Double(singletons) / Double(max(1, families)), 1)
    var text =
      "\(fragments) fragments of \(families) molecules (\(mean) a molecule; \(single) % of the molecules have one fragment, "
      + (singletonsUsed ? "used" : "left out") + ")"
    if duplex > 0 { text += "; both strands of \(duplex) molecules" }
    let perMillion = NumberText.fixed(errorRate * 1_000_000, 0)
    return text + "; one given wrong base in \(perMillion) of 1,000,000 bases after joining"
  }
}
