// Plates and amounts of other collagens and proteins: they are no type I collagen.

import Documents
import Testing
import TypeICollagen

@testable import AssaySimulation
@testable import ExportAssay

@Suite struct OtherAnalyteTests {
  private static func plate(of analyte: String) throws -> AssayResult {
    var plate = Example.table(.plate)
    plate.edit("analyte", where: { _ in true }) { _ in analyte }
    return try Example.run(Example.table(.cultures), plate)
  }

  private static func amounts(_ more: [String: String], instead: Bool = false) throws -> AssayResult {
    var amounts = Example.table(.amounts)
    let other = amounts.rows.map { $0.merging(more) { $1 } }
    amounts.rows = instead ? other : amounts.rows + other
    return try Example.run(Example.table(.cultures), amounts)
  }

  @Test(arguments: ["PIIINP", "albumin", "alpha1(III)", "Collagen III", "beta-actin", "COL3A1"])
  func plateOfAnother(analyte: String) throws {
    let found = try Self.plate(of: analyte)
    #expect(found.words.contains("is no measure of type I collagen"), "\(found.words)")
    #expect(found.lines.isEmpty && found.plates.count == 1 && found.warnings.count == 1, "\(found.words)")
  }

  @Test(arguments: ["picp", "CICP", "P1NP", "PINP", "procollagen I", "Human Pro-Collagen I alpha 1", "α1(I)", "COL1A1"])
  func plateOfTypeOne(analyte: String) throws {
    let found = try Self.plate(of: analyte)
    #expect(found.warnings.isEmpty, "\(found.words)")
    #expect(found.caseLine?.verdict?.name == .quantitative)
  }

  @Test func unknownNameIsSaid() throws {
    let found = try Self.plate(of: "kit 7")
    #expect(found.words.contains("the analyte 'kit 7' is not known"), "\(found.words)")
    #expect(found.caseLine?.verdict?.name == .quantitative)
  }

  @Test func otherChainsAreNotAdded() throws {
    let right = try Self.amounts([:], instead: true)
    #expect(right.warnings.isEmpty, "\(right.words)")
    for chain in ["alpha1_III", "a1(III)", "alpha1(V)", "collagen VI"] {
      let more = try Self.amounts(["chain": chain])
      #expect(more.lines.map(\.synthesis.value) == right.lines.map(\.synthesis.value))
      #expect(more.words.contains("are not of type I collagen: they are not added"), "\(more.words)")
      let alone = try Self.amounts(["chain": chain], instead: true)
      #expect(alone.lines.isEmpty && alone.words.contains("are not of type I collagen"), "\(alone.words)")
    }
    for chain in ["alpha1(I)", "α1(I)", "a1I", "COL1A1", "ALPHA1_I"] {
      let same = try Self.amounts(["chain": chain], instead: true)
      #expect(same.lines.map(\.synthesis.value) == right.lines.map(\.synthesis.value) && same.warnings.isEmpty)
    }
  }

  @Test func noChainOfACollagenIsRefused() throws {
    for chain in ["fibronectin", "alfa1_I", "band 3"] {
      let error = #expect(throws: InputFaults.self) { try Self.amounts(["chain": chain]) }
      #expect(error?.message.contains("is not one of: alpha1_I, alpha2_I") == true, "\(error?.message ?? "")")
    }
  }

  @Test func loadingControlsAreNoCollagen() throws {
    let right = try Self.amounts([:], instead: true)
    let beside = try Self.amounts(["measure": "western", "analyte": "beta-actin", "chain": ""])
    #expect(beside.lines.map(\.synthesis.value) == right.lines.map(\.synthesis.value), "\(beside.words)")
    let alone = try Self.amounts(["measure": "western", "analyte": "Fibronectin", "chain": ""], instead: true)
    #expect(alone.lines.isEmpty && alone.emptiness != nil, "\(alone.words)")
  }

  @Test func namesOfChains() {
    for (text, name) in [
      ("pro-alpha1(I)", "pro_alpha1_I"), ("pN_alpha2_I", "pN_alpha2_I"), ("alpha1_I_slow", "alpha1_I_slow"),
      ("type I collagen", "collagen_I"), ("Procollagen I", "procollagen_I"), ("a2(V)", "alpha2_V"),
      ("COL11A1", "alpha1_XI"), ("type III procollagen", "procollagen_III"),
    ] {
      #expect(CollagenChain(text)?.name == name, "\(text): \(CollagenChain(text)?.name ?? "none")")
    }
    for text in ["", "alpha1", "I", "actin", "collagenase", "gamma", "a"] {
      #expect(CollagenChain(text) == nil, "\(text)")
    }
    for (text, name) in [("PIIICP", "PIIICP"), ("P2NP", "PIINP"), ("procollagen type I N-propeptide", "P1NP")] {
      #expect(CollagenAnalyte(text).name == name, "\(text)")
    }
  }
}
