// Which reader knows a file, how surely, and what the export says of machine and date.

import Documents
import TypeICollagen
import Testing

@testable import ExportAssay

@Suite struct PlateReadersTests {
  private func reader(_ name: String, _ bytes: [UInt8]) throws -> String? {
    try PlateReaders.reader(for: PlateFile(name: name, bytes: bytes))?.format.name
  }

  /// Every fixture and small hand-made heads: the reader, or none.
  @Test func recognition() throws {
    for name in [
      "MD_SMP_absorbance_endpoint_example01", "MD_SMP_absorbance_endpoint_partial_plate_example01",
      "softmaxpro_example_reduced", "elisatools_assay_2",
    ] { #expect(try reader(name, Fixture.bytes("vendor/softmax_\(name).txt")) == "SoftMax Pro", "\(name)") }
    for name in ["endpoint_stdcurve_singleplate", "Fluorescamine_Protein_Quantitation_no_results_matrix"] {
      #expect(try reader(name, Fixture.bytes("vendor/gen5_\(name).txt")) == "Gen5", "\(name)")
    }
    let heads: [(text: String, reader: String?)] = [
      ("##BLOCKS= 2\nPlate:\tx\n", "SoftMax Pro"), ("\n \n##BLOCKS= 2\n", "SoftMax Pro"),
      ("\n\nSoftware Version\t3.1\n", "Gen5"), ("x\nPlate Number\tPlate 1\n", "Gen5"),
      ("signal,1,2,3\nA,1,2,3\n", "plater"), ("# note\n;;;\nrole;1;2;3\n", "plater"),
      ("plate_id,well,role,signal\nP,A1,blank,1\n", "tidy"), ("line_id,role,medium_ml,cell_layer_ml\n", nil),
      ("colour,1,2,3\n", nil), ("plate_id,well,line_id,fraction\nP,A1,L,medium\n", nil), ("", nil), ("{}", nil),
    ]
    for head in heads { #expect(try reader("t", Array(head.text.utf8)) == head.reader, "\(head.text)") }
    // Words of another reader below the head of an export decide nothing.
    #expect(try reader("t", Array("##BLOCKS= 1\nNote:\nPlate Number\t5\n~End\n".utf8)) == "SoftMax Pro")
  }

  /// One registration, a name each; readers that are sure where others are not.
  @Test func registration() {
    let names = PlateReaders.all.map(\.format.name)
    #expect(Set(names).count == names.count && names.count >= 4)
    #expect(RecognitionCertainty.possible < .likely && RecognitionCertainty.likely < .certain)
    let softMax = PlateFile(name: "t", bytes: Array("##BLOCKS= 1\nSoftware Version\t1\n".utf8))
    #expect(SoftMaxReader().recognize(softMax) == .certain && Gen5Reader().recognize(softMax) == .likely)
    #expect(TidyPlateReader().recognize(softMax) == nil && PlaterReader().recognize(softMax) == nil)
  }

  /// A file that is neither text nor a workbook is nobody's, and says why.
  @Test func noText() throws {
    for (bytes, code) in [([0x50, 0x4B, 3, 4] as [UInt8], InputFault.Code.badCompressedData), ([0, 1, 2], .encoding)] {
      let file = PlateFile(name: "w.xlsx", bytes: bytes)
      #expect(file.text == nil && file.workbook == nil)
      #expect(try PlateReaders.reader(for: file) == nil)
      let error = #expect(throws: InputFaults.self) { try file.requireText() }
      #expect(error?.file == "w.xlsx" && error?.code == code)
    }
  }

  /// What a format is to the evaluation is a value of its reader.
  @Test func formats() {
    #expect(SoftMaxReader().format.takesPlateMap && SoftMaxReader().format.fitsLevelMeans)
    #expect(Gen5Reader().format.takesPlateMap && !Gen5Reader().format.fitsLevelMeans)
    #expect(!TidyPlateReader().format.takesPlateMap && TidyPlateReader().format.inputKind == "plate")
    #expect(PlateFormat(name: "X").inputKind == "X")
  }

  @Test func provenance() throws {
    func provenance(_ name: String) throws -> PlateProvenance {
      let file = PlateFile(name: name, bytes: try Fixture.bytes("vendor/" + name))
      let reader = try #require(try PlateReaders.reader(for: file))
      return try reader.read(file).provenance
    }
    let gen5 = try provenance("gen5_endpoint_stdcurve_singleplate.txt")
    #expect(gen5.software == "Gen5 3.12.08" && gen5.measured == "10/10/2022 9:00:04 PM")
    #expect(gen5.instrument == nil && gen5.serialNumber == nil && gen5.saved == nil)
    let softMax = try provenance("softmax_elisatools_assay_2.txt")
    #expect(softMax.software == "SoftMax Pro" && softMax.saved == "10/4/2017 2:05:49 PM" && softMax.measured == nil)
    #expect(try provenance("softmax_softmaxpro_example_reduced.txt").saved == "1/17/2025 12:13:53 PM")
  }

  /// The run keeps what the export says with its input; tables say nothing.
  @Test func provenanceOfInputs() throws {
    let name = "gen5_endpoint_stdcurve_singleplate.txt"
    let result = try AssayRun.run(inputs: [(name, try Fixture.bytes("vendor/" + name))])
    #expect(result.inputs[0].kind == "Gen5" && result.inputs[0].provenance?.software == "Gen5 3.12.08")
    let table = try AssayRun.run(inputs: [("c.csv", try Fixture.bytes("formats/cultures.csv"))])
    #expect(table.inputs[0].provenance == nil && table.inputs[0].kind == "cultures")
  }
}

@Suite struct TableKindTests {
  /// The headers of the fixtures, and headers that belong to none.
  @Test func headers() throws {
    for name in ["cultures", "plate", "bands", "pulse_chase", "tm"] {
      let table = try NamedTable(Fixture.text("formats/\(name).csv"))
      #expect(TableKind.of(table.columns)?.rawValue == name)
      #expect(try TableKind.of(table).rawValue == name)
    }
    for name in ["lane_profile", "collagenase", "hydroxyproline"] {
      #expect(try TableKind.of(NamedTable(Fixture.text("study/\(name).csv"))).rawValue == name)
    }
    #expect(TableKind.of(["plate_id", "well", "line_id", "fraction"]) == .plateMap)
    #expect(TableKind.of(["plate_id", "well", "line_id", "fraction", "signal"]) == .plate)
    #expect(TableKind.of(["plate_id", "well", "role"]) == .plate)
    for columns in [[], ["a", "b"], ["well"], ["line_id", "role"]] { #expect(TableKind.of(columns) == nil) }
    let error = #expect(throws: InputFaults.self) {
      try TableKind.of(NamedTable(Fixture.text("t.csv", "# x\na,b,c,d\n1,2,3,4\n")))
    }
    #expect(
      error?.code == .unknownFormat && error?.line == 2 && error?.message.contains("'a', 'b', 'c' ...") == true)
  }
}
