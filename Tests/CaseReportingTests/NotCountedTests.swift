// Calls that did not pass: however many there are, each is listed, and one that could be the cause is announced.

import Documents
import Evidence
import Reporting
import Testing

@testable import CaseReporting

@Suite struct NotCountedTests {
  /// Records of a VCF of both genes, each with its filter.
  private func report(_ records: [String]) throws -> CaseReport {
    let head =
      "##fileformat=VCFv4.2\n##contig=<ID=chr7,length=159345973>\n##contig=<ID=chr17,length=83257441>\n"
      + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP07\n"
    let text = head + records.joined(separator: "\n") + "\n"
    var sources = CaseSources(record: SourceFile(name: "case.yaml", bytes: Array("id: P07\n".utf8)))
    sources.vcf = SourceFile(name: "P07.vcf", bytes: Array(text.utf8))
    return try CaseReporter.report(sources, version: testVersion)
  }

  private func record(_ pos: Int, _ ref: String, _ alt: String, filter: String, depths: String = "30,30") -> String {
    "chr17\t\(pos)\t.\t\(ref)\t\(alt)\t20\t\(filter)\t.\tGT:AD\t0/1:\(depths)"
  }

  /// Missense records, more than a report of the first twenty would show.
  private var many: [String] {
    let places =
      "50191487C>T 50191793C>T 50191802T>C 50191811C>T 50191820C>T 50191829G>A 50191838G>A 50191847G>A"
      + " 50191856C>T 50191865C>T 50191874A>G 50191883C>T 50191985C>T 50191994G>A 50192003C>T 50192012C>T"
      + " 50192021C>T 50192480C>T 50192489T>C 50192498C>T 50192507G>A 50192516G>A 50192525G>A 50192645A>G"
    return places.split(separator: " ").map { place in
      let parts = place.split(separator: ">")
      return record(Int(parts[0].dropLast()) ?? 0, String(parts[0].suffix(1)), String(parts[1]), filter: "LowQual")
    }
  }

  @Test func aFilteredStopIsAnnouncedAndListedFirst() throws {
    let stop = record(50_195_288, "G", "A", filter: "LowQual")
    let full = try report(many + [stop])
    #expect(full.assessment.notCounted.count == many.count + 1)
    #expect(full.assessment.notCounted.first?.hgvsP?.contains("Arg415Ter") == true)
    let flag = try #require(full.assessment.flags.first { $0.code == .filteredCandidate })
    #expect(flag.text.contains("p.(Arg415Ter)") && flag.text.contains("LowQual"))
    #expect(full.assessment.answer.contains("p.(Arg415Ter) did not pass the filters (LowQual)"))
    let text = CaseReportText.text(full)
    let page = try CaseReportHTML.text(full)
    for call in full.assessment.notCounted {
      let name = try #require(call.hgvsC?.split(separator: ":").last.map(String.init))
      #expect(text.contains(name) && page.contains(name.replacing(">", with: "&gt;")), "\(name)")
    }
    #expect(text.contains("one that did not pass the filters might") && !text.contains("No variant that explains"))
    // Without it there is nothing to announce.
    let plain = try report(many)
    #expect(!plain.assessment.flags.contains { $0.code == .filteredCandidate })
    // A fraction that no germline variant has is most often an error of the reads.
    let faint = try report(many + [record(50_195_288, "G", "A", filter: "LowQual", depths: "95,5")])
    #expect(!faint.assessment.flags.contains { $0.code == .filteredCandidate })
    #expect(faint.assessment.notCounted.count == many.count + 1)
    // A mosaic that foreign DNA would show alike is one: only another sample tells.
    let doubted = try report([record(50_195_288, "G", "A", filter: "possible_contamination", depths: "93,7")])
    #expect(doubted.assessment.flags.contains { $0.code == .filteredCandidate })
  }
}
