// The laboratory work of a cohort's case: reads screened, assay tables evaluated.

import AssayReport
import ExportAssay
import Reporting
import SequenceIO

/// The screen of a case: what the report reads, and what else is written.
struct CaseScreen: Sendable {
  let document: ScreenDocument
  /// The whole result; `nil` where only a document is there.
  var result: ScreenResult?
}

/// The laboratory work of a case.
struct CohortStages: Sendable {
  typealias Screen =
    @Sendable (_ options: ScreenOptions, _ reads1: [String], _ reads2: [String]) throws -> CaseScreen

  /// Screens reads with the usual settings.
  var screen: Screen = { options, first, second in
    let lanes: [ReadLane] =
      second.isEmpty
      ? first.map { .single(InputSource(path: $0)) }
      : zip(first, second).map { .paired(InputSource(path: $0), InputSource(path: $1)) }
    let result = try ScreenPipeline.run(lanes: lanes, options: options)
    return CaseScreen(document: result.report, result: result)
  }

  /// Evaluates assay tables and gives the files of `collagen assay`.
  var assay: @Sendable (_ files: [String]) throws -> [(name: String, bytes: [UInt8])] = { paths in
    let inputs = try paths.map { path in
      let text = try WholeText.document(InputSource(path: path), keepsArchives: true)
      return (name: path.split(separator: "/").last.map(String.init) ?? path, bytes: text.bytes)
    }
    let result = try AssayRun.run(inputs: inputs, options: AssayOptions(chains: ChainCompositions.helices))
    return try AssayReport.files(result)
  }
}
