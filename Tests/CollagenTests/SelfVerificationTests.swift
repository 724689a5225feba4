// The program's test of itself finds what was planted, and says so where it was not.

import Foundation
import ReadSimulation
import SequenceIO
import Testing

@testable import Collagen

@Suite struct SelfVerificationTests {
  /// The reads of a sample in two files of a new folder.
  private func write(_ sample: SelfVerification.Sample, in folder: URL) throws -> (first: String, second: String) {
    var texts: ([UInt8], [UInt8]) = ([], [])
    var simulator = try ReadSimulator(plan: sample.plan)
    try simulator.writeFASTQ { (left: [UInt8], right: [UInt8]) throws(WriteError) in
      texts.0 += left
      texts.1 += right
    }
    let files = ["1", "2"].map { folder.appending(path: "\(sample.name)_\($0).fastq") }
    try Data(texts.0).write(to: files[0])
    try Data(texts.1).write(to: files[1])
    return (files[0].path, files[1].path)
  }

  @Test func plantedVariantsAreFoundAndOtherReadsAreNoticed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "self-verification-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let test = SelfVerification(threads: 2)
    let samples = try test.samples()
    #expect(Set(samples.map(\.name)).count == 6)
    let planted = try #require(samples.first { $0.name == "heterozygous" })
    let normal = try #require(samples.first { $0.name == "normal" })
    let rows = try test.rows(planted, reads: write(planted, in: folder))
    #expect(rows.count == planted.plan.variants.count && rows.allSatisfy(\.isRight), "\(rows.filter { !$0.isRight })")
    #expect(
      Set(rows.map(\.kind)).isSuperset(of: [
        "snv", "mnv", "delins", "deletion", "insertion", "duplication", "inversion",
      ]))
    // The reads of one sample under the name of another: everything is missing, or too much.
    let reads = try write(normal, in: folder)
    #expect(try test.rows(planted, reads: reads).allSatisfy { !$0.isRight && $0.found == "." })
    #expect(try test.rows(normal, reads: reads).map(\.isRight) == [true])
    let files = ["1", "2"].map { folder.appending(path: "heterozygous_\($0).fastq").path }
    let extra = try test.rows(normal, reads: (files[0], files[1]))
    #expect(extra.count == rows.count && extra.allSatisfy { !$0.isRight && $0.planted == "." })
  }
}
