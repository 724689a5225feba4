// What files of a cohort hold decides before their names do: lines of tables, ids of records, bytes of VCFs.

import Documents
import Evidence
import ExportAssay
import Foundation
import Reporting
import Testing

@testable import Collagen

@Suite struct CohortContentsTests {
  private func table(_ lines: [String], isPlate: Bool, controls: [String] = []) throws -> AssayFileLines {
    let text =
      isPlate
      ? "plate_id,well,role,sample_id,line_id,bio_rep,tech_rep,fraction,nominal_conc,dilution_factor,signal,signal_ref,include,note\n"
        + "P1,A1,standard,S1,,,1,,640,1,2.6,0.04,1,\n"
        + lines.enumerated().map { "P1,B\($0 + 1),unknown,\($1)-r1,\($1),1,1,medium,,50,1.1,0.04,1,\n" }.joined()
      : "line_id,role,sex,age_years,biopsy_site,passage,bio_rep,seeded_date,confluent_days,ascorbate_ug_ml,label_hours,medium_ml,cell_layer_ml,cells_x1e5,dna_ug,protein_ug\n"
        + lines.map {
          "\($0),\(controls.contains($0) ? "control" : "case"),F,28,forearm,5,1,2026-03-01,2,50,24,2.0,0.5,4.2,2.9,185\n"
        }.joined()
    return try #require(AssayFileLines(name: "t.csv", bytes: Array(text.utf8)))
  }

  private func identity(
    _ sheet: String, _ tables: [String: AssayFileLines] = [:], contents: [String: String] = [:],
    records: [String: String] = [:]
  ) throws -> CohortIdentity {
    CohortIdentity(
      try CohortSheet(text: sheet, file: "s.csv") { _ in .file },
      record: { row in records[row.id].flatMap { try? CaseRecord(text: $0, file: "c.yaml") } },
      lines: { tables[$0] }, contents: { contents[$0] ?? CohortIdentity.place($0) })
  }

  private func told(_ identity: CohortIdentity) -> [String] {
    identity.faults().sorted { $0.key < $1.key }.flatMap { index, faults in
      faults.map { "\(identity.persons[index].row.id) \($0.place)" }
    }
  }

  /// A line that stands in the cultures and on no plate lost its dishes; one whose plate is another's was exchanged.
  @Test func aLostDishIsNoExchange() throws {
    let tables = [
      "both.csv": try table(["A", "B"], isPlate: false), "a.csv": try table(["A"], isPlate: false),
      "b.csv": try table(["B"], isPlate: false), "pa.csv": try table(["A"], isPlate: true),
      "pb.csv": try table(["B"], isPlate: true), "none.csv": try table(["C9"], isPlate: true),
    ]
    for (a, b, expected) in [
      ("both.csv;pb.csv", "both.csv;pb.csv", []), ("a.csv;pb.csv", "b.csv;pb.csv", []),
      ("both.csv;pb.csv", "both.csv;./pb.csv", []), ("both.csv;pb.csv", "", []), ("both.csv;none.csv", "b.csv", []),
      ("both.csv;pb.csv", "both.csv;pa.csv", ["A assay", "B assay"]),
      ("a.csv;pb.csv", "b.csv;pa.csv", ["A assay", "B assay"]), ("a.csv;pb.csv", "b.csv", ["A assay"]),
      ("pb.csv", "pb.csv", ["A assay"]), ("pb.csv", "", ["A assay"]),
    ] as [(String, String, [String])] {
      #expect(told(try identity("case_id,assay\nA,\(a)\nB,\(b)\n", tables)) == expected, "\(a) \(b)")
    }
  }

  /// Numbers in names of files are dates and plates; lines inside say whose a table is.
  @Test func aTablesLinesDecideBeforeItsName() throws {
    let own = try table(["1"], isPlate: true)
    let tables = [
      "plate_2.csv": own, "cultures_2.csv": try table(["1"], isPlate: false), "elisa_2026-03-05.csv": own,
      "X_5.csv": try table(["5"], isPlate: true), "nobody_5.csv": try table(["Z"], isPlate: true),
      "controls_5.csv": try table(["5"], isPlate: false, controls: ["5"]),
    ]
    for (files, expected) in [
      ("cultures_2.csv;plate_2.csv", []), ("elisa_2026-03-05.csv", []),
      ("X_5.csv", ["1 assay"]), ("nobody_5.csv", ["1 assay"]), ("unread_5.csv", ["1 assay"]),
      ("controls_5.csv", ["1 assay"]), ("unread_5.json", ["1 assay"]),
    ] as [(String, [String])] {
      #expect(told(try identity("case_id,assay\n1,\(files)\n2,\n5,\n", tables)) == expected, "\(files)")
    }
    // The remedy does it.
    let named = "case_id,assay,line\n1,nobody_5.csv,Z\n5,,\n"
    #expect(told(try identity(named, tables)) == [])
    let records = ["1": "id: 1\n", "PA": "id: PA\n", "PB": "id: PB\n"]
    #expect(told(try identity("case_id,clinical\n1,r_2026-03-05.yaml\n5,\n", records: records)) == [])
    #expect(told(try identity("case_id,clinical\n1,r_2026-03-05.yaml\n5,\n")) == ["1 clinical"])
    #expect(
      told(try identity("case_id,clinical\nPA,PB.yaml\nPB,PA.yaml\n", records: records)) == [
        "PA clinical", "PB clinical",
      ])
  }

  /// Two copies of one VCF are of one person, whatever a program calls its sample.
  @Test func aNameIsNobodysOnlyInVCFsOfDifferentContents() throws {
    let contents = ["a.vcf": "1", "b.vcf": "1", "c.vcf": "2"]
    func sheet(_ files: [String]) -> String {
      "case_id,vcf,sample\n" + files.enumerated().map { "K\($0)Q,\($1),P07\n" }.joined()
    }
    #expect(told(try identity(sheet(["a.vcf", "b.vcf"]), contents: contents)) == ["K0Q sample", "K1Q sample"])
    #expect(told(try identity(sheet(["a.vcf", "./a.vcf"]))) == ["K0Q sample", "K1Q sample"])
    #expect(told(try identity(sheet(["a.vcf", "c.vcf"]), contents: contents)) == [])
    let three = try identity(sheet(["a.vcf", "c.vcf", "b.vcf"]), contents: contents)
    #expect(told(three) == ["K0Q sample", "K2Q sample"])
    #expect((0..<3).map { three.genericSamples($0) } == [["P07"], ["P07"], ["P07"]])
    #expect(try identity(sheet(["a.vcf", "b.vcf"]), contents: contents).genericSamples(0) == [])
  }

  /// Of a thousand rows with one name the contents of each VCF are read once, and no row is held against all others.
  @Test func aNameOfAThousandRowsIsWorkedOutOnce() throws {
    var reads = 0
    let rows = (0..<1000).map { "K\($0)Q,v/SAMPLE_\($0)x.vcf,SAMPLE\n" }.joined()
    let identity = CohortIdentity(
      try CohortSheet(text: "case_id,vcf,sample\n" + rows, file: "s.csv") { _ in .file }, record: { _ in nil },
      contents: { path in
        reads += 1
        return path
      })
    #expect(identity.faults().isEmpty && reads == 1000)
    #expect(identity.namesByKey[LaboratoryName("SAMPLE").key]?.count == 1, "one writing, whatever the number of rows")
    #expect(identity.persons.indices.allSatisfy { identity.genericSamples($0) == ["SAMPLE"] })
  }

  /// The bytes of one VCF in two cases are told as the same reads are; relatives may share a file of several samples.
  @Test func oneVCFInTwoCasesIsAnError() throws {
    let path = NSTemporaryDirectory() + "collagen-contents-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    func vcf(_ samples: [String], _ note: String = "") -> String {
      "##fileformat=VCFv4.2\n##contig=<ID=chr17,length=83257441>\n##note=\(note)\n"
        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + samples.joined(separator: "\t") + "\n"
    }
    for (name, text) in [
      ("a.vcf", vcf(["P07"])), ("b.vcf", vcf(["P07"])), ("c.vcf", vcf(["P07"], "c")), ("f.vcf", vcf(["K1", "K2"])),
      ("e.vcf", ""), ("e2.vcf", ""),
    ] { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
    func told(_ one: String, _ other: String, goesOn: Bool) throws -> [String] {
      var options = CohortOptions(output: path + "/o")
      options.allowsIdentityMismatch = goesOn
      let sheet = try CohortSheet(
        text: "case_id,vcf,sample\nK1,\(one)\nK2,\(other)\n", file: "s.csv", base: path
      ) { _ in .file }
      let findings = try Cohort(sheet: sheet, options: options, version: testVersion).sheetFindings { false }
      return sheet.rows.map { row in findings.of(row).faults.map(\.code.rawValue).joined(separator: " ") }
    }
    for goesOn in [false, true] {
      let name = goesOn ? "" : "IDENTITY_MISMATCH "
      #expect(try told("a.vcf,P07", "b.vcf,P07", goesOn: goesOn) == [name + "SAME_READS", name + "SAME_READS"])
      #expect(try told("a.vcf,P07", "./a.vcf,P07", goesOn: goesOn) == [name + "SAME_READS", name + "SAME_READS"])
      #expect(try told("a.vcf,", "b.vcf,", goesOn: goesOn) == ["SAME_READS", "SAME_READS"])
      #expect(try told("a.vcf,P07", "c.vcf,P07", goesOn: goesOn) == ["", ""])
      #expect(try told("f.vcf,", "f.vcf,", goesOn: goesOn) == ["", ""])
      #expect(try told("e.vcf,", "e2.vcf,", goesOn: goesOn) == ["", ""], "an empty file is nobody's")
    }
  }
}
