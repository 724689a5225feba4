// Reads of RNA that gain and lose bases as nanopore reads do: one base at a junction is an unknown splice site to them.

import BioSequence
import Foundation
import Numerics
import Reporting
import SequenceIO
import Testing
import TypeICollagen

@testable import Collagen

@Suite struct InaccurateReadsTests {
  /// Screens pieces of 600 bases of the transcript of COL1A1, which lose or gain a base at a rate.
  private func screened(rate: Double) throws -> ScreenResult {
    let record = GeneCatalog.embedded.genes[0].record
    let transcript = record.preferredTranscript.splicedSequence(from: record.sequence).codes
    var random = RandomSource(seed: 11)
    var text = ""
    for number in 0..<400 {
      let start = random.below(transcript.count - 600)
      let bases = transcript[start..<start + 600].flatMap { code -> [UInt8] in
        let letter = Array("ACGT".utf8)[Int(code)]
        guard random.uniform() < rate else { return [letter] }
        return random.below(2) == 0 ? [] : [letter, letter]
      }
      let qualities = String(repeating: "0", count: bases.count)
      text += "@r\(number)\n\(String(decoding: bases, as: UTF8.self))\n+\n\(qualities)\n"
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "inaccurate-\(UUID()).fastq")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var options = ScreenOptions(sample: "s")
    options.molecule = .rna
    return try ScreenPipeline.run(lanes: [.single(InputSource(path: file.path()))], options: options)
  }

  @Test func readsOfRNAWithManyIndelsAreRefused() throws {
    let error = try #require(throws: ParseError.self) { _ = try screened(rate: 0.03) }
    #expect(error.code == .inaccurateReads && error.message.contains("insertions or deletions in 1,000 bases"))
    let accurate = try screened(rate: 0.0005).report
    #expect(accurate.rna?.events.contains(where: \.isCalled) == false)
  }
}
