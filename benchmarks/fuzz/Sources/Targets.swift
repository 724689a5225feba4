// What is fuzzed: each target takes any bytes, and may refuse them only by an error of its own kind.

import Documents
import DocumentsYAML
import Evidence
import ExportAssay
import Foundation
import HGVS
import Reporting
@testable import SequenceIO
import VariantNaming

enum Targets {
  static let all: [String: @Sendable ([UInt8]) -> Void] = [
    "reads": reads, "containers": containers, "names": names, "vcf": vcf, "documents": documents, "yaml": yaml,
    "tables": tables, "workbooks": workbooks,
  ]

  /// Where bytes lie that are read as a file; in memory on Linux.
  private static let path = "/dev/shm/collagen-fuzz-\(ProcessInfo.processInfo.processIdentifier)"

  private static func place(_ bytes: [UInt8]) -> InputSource {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && write(file, bytes, bytes.count) == bytes.count)
    close(file)
    return InputSource(path: path)
  }

  /// Records of an input as text, or the code of its error. `size` is that of buffers, of which nothing may depend.
  private static func outcome(_ source: InputSource, chunk: Int, base: Bool) -> (records: [String], code: String) {
    var options = StreamOptions()
    options.chunkSize = chunk
    options.blockSize = max(chunk, 64)
    options.usesBaseInflater = base
    var records: [String] = []
    do {
      let stream = try RecordStream(source, options: options)
      while let batch = try stream.next() {
        for index in 0..<batch.count {
          let bases = batch.sequence(index)
          records.append(String(decoding: (0..<bases.count).map { bases[$0] }, as: UTF8.self))
        }
      }
      return (records, "whole")
    } catch {
      return (records, error.code.rawValue)
    }
  }

  /// FASTQ, FASTA and SAM: the same records and the same verdict whatever the size of buffers.
  static func reads(_ bytes: [UInt8]) {
    guard !bytes.starts(with: [0x1F, 0x8B]), !bytes.starts(with: Array("BZh".utf8)) else { return }
    let source = place(bytes)
    let one = outcome(source, chunk: 256 << 10, base: false)
    let other = outcome(source, chunk: 61, base: false)
    precondition(one.code == other.code, "\(one.code) \(other.code)")
    precondition(one.records == other.records)
  }

  /// gzip, BGZF, bzip2 and what is in them: ISA-L and zlib agree.
  static func containers(_ bytes: [UInt8]) {
    let source = place(bytes)
    let one = outcome(source, chunk: 256 << 10, base: false)
    let other = outcome(source, chunk: 4096, base: true)
    precondition((one.code == "whole") == (other.code == "whole"), "\(one.code) \(other.code)")
    if one.code == "whole" { precondition(one.records == other.records) }
  }

  private static let namer = CollagenNamer()

  /// Descriptions: a name that was made can be read, and gives itself.
  static func names(_ bytes: [UInt8]) {
    guard bytes.count < 2000 else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let name = namer.row(for: String(line))[.hgvsG38]
      // What was named is named the same by its own name.
      if name.hasPrefix("NC_"), !name.contains("|") { precondition(namer.row(for: name)[.hgvsG38] == name, name) }
    }
  }

  static func vcf(_ bytes: [UInt8]) { _ = try? VCFDocument(bytes, file: "fuzz.vcf") }

  static func documents(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let node = try? DocumentNode.json(text, file: "fuzz.json") else { return }
    _ = try? ScreenDocument.read(node, file: "fuzz.json")
    _ = try? AssayDocument.read(node, file: "fuzz.json")
    _ = try? Manifest.read(node, file: "fuzz.json")
    _ = try? CohortDocument.read(node, file: "fuzz.json")
  }

  static func yaml(_ bytes: [UInt8]) {
    _ = try? CaseRecord(text: String(decoding: bytes, as: UTF8.self), file: "fuzz.yaml")
  }

  /// Tables, exports and plate maps.
  static func tables(_ bytes: [UInt8]) {
    guard bytes.count < 100_000 else { return }
    _ = try? AssayRun.run(inputs: [("fuzz.csv", bytes)])
    _ = try? AssayRun.run(inputs: [("fuzz.txt", bytes)], maps: [("map.csv", bytes)])
  }

  static func workbooks(_ bytes: [UInt8]) { _ = try? Workbook(bytes, file: "fuzz.xlsx") }
}
