// Where the parts of INFO/SpliceAI stand, as the header's Format has them.

import Documents

/// The order of the parts of an entry of INFO/SpliceAI.
struct SpliceAILayout {
  private let allele: Int
  private let symbol: Int
  /// The four delta scores: acceptor and donor, gain and loss.
  private let scores: [Int]

  private static let usual = "ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|DP_AG|DP_AL|DP_DG|DP_DL"

  /// The layout that a header describes; the usual one if it describes none.
  ///
  /// - Throws: ``InputFaults`` if a part that is used is not named.
  init(_ head: [String], file: String) throws(InputFaults) {
    let line = head.first { $0.hasPrefix("##INFO=<ID=SpliceAI,") } ?? ""
    let format = line.firstMatch(of: /Format: *([A-Za-z_|]+)/).map { String($0.1) } ?? SpliceAILayout.usual
    let names = format.split(separator: "|", omittingEmptySubsequences: false).map { $0.uppercased() }
    let places = ["ALLELE", "SYMBOL", "DS_AG", "DS_AL", "DS_DG", "DS_DL"].compactMap(names.firstIndex)
    guard places.count == 6 else {
      throw InputFaults(
        InputFault(
          .missingColumn, file: file,
          reason: "the header's Format of INFO/SpliceAI lacks ALLELE, SYMBOL or one of DS_*",
          remedy: "give a VCF that SpliceAI wrote"))
    }
    (allele, symbol, scores) = (places[0], places[1], Array(places[2...]))
  }

  /// The four scores of an entry; empty if they are not four numbers, `nil` if it is of another allele or gene.
  func scores(_ entry: Substring, of alternate: String, genes: [String]) -> [Double]? {
    let parts = entry.split(omittingEmptySubsequences: false) { $0 == "|" }.map(String.init)
    guard parts.indices.contains(allele), parts.indices.contains(symbol), parts[allele] == alternate,
      genes.contains(parts[symbol])
    else { return nil }
    let found = scores.compactMap { parts.indices.contains($0) ? NumberText.parse(parts[$0]) : nil }
    return found.count == 4 ? found : []
  }
}
