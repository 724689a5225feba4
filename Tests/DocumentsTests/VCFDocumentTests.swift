// Tests of the VCF reader: a table of sound and broken texts, what records and headers hold, and the cutting to regions.

import Documents
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct VCFDocumentTests {
  /// The rows of fixtures/vcf/texts.tsv, escapes turned back.
  private func table() throws -> [(name: String, result: String, line: Int?, column: Int?, bytes: [UInt8])] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/vcf/texts.tsv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    return lines.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return (cells[0], cells[1], Int(cells[2]), Int(cells[3]), VCFDocumentTests.bytes(cells[4]))
    }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let next = rest.popFirst() {
      guard next == "\\", let kind = rest.popFirst() else {
        bytes += String(next).utf8
        continue
      }
      switch kind {
      case "t": bytes.append(9)
      case "n": bytes.append(10)
      case "r": bytes.append(13)
      case "x":
        bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default:
        bytes += [0xEF, 0xBB, 0xBF]
        rest = rest.dropFirst(4)
      }
    }
    return bytes
  }

  @Test func soundAndBrokenTexts() throws {
    let rows = try table()
    #expect(rows.count > 30)
    for row in rows {
      do throws(InputFaults) {
        let document = try VCFDocument(row.bytes, file: "a.vcf")
        #expect(row.result == "valid \(document.records.count)", "\(row.name)")
      } catch {
        #expect(row.result == "fault", "\(row.name): \(error.faults)")
        #expect(error.faults.first?.line == row.line, "\(row.name)")
        #expect(error.faults.first?.column == row.column, "\(row.name)")
      }
    }
  }

  /// A text in which `|` stands for tabs.
  private func document(_ lines: String) throws(InputFaults) -> VCFDocument {
    try VCFDocument(Array(lines.replacing("|", with: "\t").utf8), file: "a.vcf")
  }

  @Test func aRecordHoldsItsFields() throws {
    let document = try document(
      """
      ##fileformat=VCFv4.3
      ##fileDate=20260101
      ##contig=<ID=17,length=83257441,assembly="GRCh38, p14">
      #CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO|FORMAT|A|B
      17|100|rs1|ca|t,<DEL>|9|q10;s50|AF=0.1,0.2;DB;NAME=a%3Bb;AF=3|GT:AD:DP|0/1:3,4:7|./.:.
      """)
    let header = document.header
    #expect(header.version == "VCFv4.3" && header.fileDate == "20260101" && header.samples == ["A", "B"])
    #expect(header.contigs.map(\.name) == ["17"] && header.contigs[0].length == 83_257_441)
    #expect(header.contigs[0].assembly == "GRCh38, p14")
    let record = document.records[0]
    #expect(record.line == 5 && record.position == 100 && record.identifier == "rs1")
    #expect(record.reference == "CA" && record.alternates == ["T", "<DEL>"] && record.filter == "q10;s50")
    #expect(record.info == ["AF": "0.1,0.2", "DB": "", "NAME": "a;b"])
    #expect(record.value("AD", sample: 0) == "3,4" && record.value("DP", sample: 1) == nil)
    #expect(record.value("AD", sample: 1) == nil && record.value("GT", sample: 2) == nil)
    #expect(record.end == 101)
  }

  @Test(arguments: [
    ("END=140", 140), ("SVLEN=-30", 130), ("SVLEN=30;END=150", 150), ("END=90", 100), ("SVLEN=x", 100), (".", 100),
  ]) func theEndOfASymbolicAllele(_ info: String, _ end: Int) throws {
    let document = try document(
      "##fileformat=VCFv4.2\n#CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO\n17|100|.|C|<DEL>|.|.|\(info)\n")
    #expect(document.records[0].end == end)
  }

  @Test func manyFaultsAreToldUpToALimit() throws {
    let text = "##fileformat=VCFv4.2\n#CHROM|POS|ID|REF|ALT|QUAL|FILTER|INFO\n" + String(repeating: "17|x\n", count: 99)
    do throws(InputFaults) {
      _ = try document(text)
      Issue.record("a broken text was read")
    } catch {
      #expect(error.faults.count == 20)
    }
  }

  @Test func onlyLinesOfRegionsAreKept() {
    var filter = VCFRegionFilter([
      .init(names: ["17", "chr17"], positions: [100...200]), .init(names: ["17"], positions: [500...600]),
    ])
    let lines: [(String, Bool)] = [
      ("##fileformat=VCFv4.2", true), ("##contig=<ID=1>", true), ("#CHROM|POS", true),
      // The first record of a chromosome shows that the file has it.
      ("17|98|.|A|C|.|.|.", true), ("chr17|98|.|A|C|.|.|.", true), ("17|99|.|A|C|.|.|.", false),
      ("17|100|.|A|C|.|.|.", true), ("17|201|.|A|C|.|.|.", false), ("chr17|150|.|A|C|.|.|.", true),
      ("17|550|.|A|C|.|.|.", true), ("chr17|550|.|A|C|.|.|.", false), ("1|150|.|A|C|.|.|.", false),
      // So does the first one of a name that no contig line has.
      ("17_alt|150|.|A|C|.|.|.", true), ("17_alt|151|.|A|C|.|.|.", false), ("17|98|.|ACGT|A|.|.|.", true),
      ("17|98|.|AC|A|.|.|.", false),
      ("17|10|.|A|<DEL>|.|.|SVTYPE=DEL;END=100", true), ("17|10|.|A|<DEL>|.|.|SVLEN=-95", true),
      ("17|10|.|A|<DEL>|.|.|END=99", false), ("17|210|.|A|<DEL>|.|.|END=520", true), ("17|x|.|A|C|.|.|.", true),
      ("no record", true), ("", false),
    ]
    for (line, isKept) in lines {
      #expect(filter.keeps(Array(line.replacing("|", with: "\t").utf8)[...]) == isKept, "\(line)")
    }
    var other = VCFRegionFilter([.init(names: ["17"], positions: [100...200])])
    #expect(!other.keeps(Array("17\t100\t.\tA\tC".utf8)[...]) && !other.keeps(Array("17\t100\t.\tA\tC".utf8)[...]))
  }
}
