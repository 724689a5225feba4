// What a reader is told of lanes that are of two people.

import BioSequence
import Documents
import Reporting
import SequenceIO
import TypeICollagen
import VariantCalling
import VariantNaming

extension ScreenReportBuilder {
  /// Places that are named; the others are counted.
  private static let namedPlaces = 4
  /// So many places at which all fragments of one lane, and none of the others, show a variant leave no doubt.
  private static let fewestOpposite = 2

  /// What is said of lanes that are not of one DNA.
  ///
  /// - Parameter files: a file of each lane.
  /// - Throws: ``SequenceIO/ParseError`` (IDENTITY_GENOTYPES) where they are of two people beyond doubt.
  func laneWarnings(_ result: CallSet, files: [String]) throws(ParseError) -> [String] {
    guard let found = result.lanes else { return [] }
    let lane = files[found.lane]
    let others = found.others.prefix(3).map { files[$0] }.joined(separator: ", ")
    let more = found.others.count > 3 ? " and \(found.others.count - 3) more" : ""
    let told = found.differences.prefix(ScreenReportBuilder.namedPlaces).map(sentence).joined(separator: "; ")
    let rest = found.differences.count - ScreenReportBuilder.namedPlaces
    let what =
      "its reads and those of \(others)\(more) are \(ScreenWarning.otherLanes), by \(found.differences.count) "
      + "variant\(found.differences.count == 1 ? "" : "s") in \(found.places) place\(found.places == 1 ? "" : "s") compared: \(told)"
      + (rest > 0 ? "; and \(rest) more" : "")
    let remedy = "screen each lane by itself to find out which ones are of \(options.sample), and screen those together"
    guard found.opposite < ScreenReportBuilder.fewestOpposite else {
      throw ParseError(code: .differentPersons, file: lane, message: what, remedy: remedy)
    }
    return ["IDENTITY_GENOTYPES: \(lane): \(what); \(remedy); no call is known to be the person's"]
  }

  private func sentence(_ found: LaneComparison.Difference) -> String {
    let gene = options.genes.genes[found.reference]
    let name = annotate(variant: found.variant, gene: gene)
    let shown = Call(name, assembly: options.assembly)?.name ?? "\(gene.symbol) \(found.variant.range.lowerBound + 1)"
    return "\(shown) in \(found.lane.alternate) of \(found.lane.depth) fragments and in "
      + "\(found.others.alternate) of \(found.others.depth)"
  }
}
