// Documents of the program that were read back: what follows from other values of the document is worked out again.

import BioSequence
import Documents
import Evidence
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct ReadBackTests {
  private typealias Step = DocumentSweepTests.Step

  private func document(_ path: String) throws -> JSONValue {
    let file = try fixture(path)
    return JSONValue(try DocumentNode.json(file.text(), file: file.name))
  }

  private func changed(_ value: JSONValue, _ changes: [([Step], JSONValue)]) -> JSONValue {
    changes.reduce(value) { DocumentSweepTests.replaced($0, at: $1.0[...], by: $1.1) }
  }

  /// The place of the first fault; `nil` where the screen is taken.
  private func fault(_ value: JSONValue, version: String = "collagen 0.1.0") -> String? {
    do throws(EvidenceError) {
      let file = SourceFile(name: "s.json", bytes: Array(value.document().utf8))
      _ = try file.screen(.embedded, version: version)
      return nil
    } catch {
      return error.faults.first?.place
    }
  }

  @Test func callsThatContradictTheirCountsAreRefused() throws {
    let value = try document("glycine/glycine.screen.json")
    #expect(fault(value) == nil)
    func call(_ key: String) -> [Step] { [.key("calls"), .element(1), .key(key)] }
    let homozygous: ([Step], JSONValue) = (call("zygosity"), .text("homozygous"))
    let changes: [([([Step], JSONValue)], String)] = [
      ([(call("genotype"), .text("0/0")), homozygous], "zygosity"), ([(call("genotype"), .text("0/9"))], "genotype"),
      ([(call("genotype"), .text("9/9")), homozygous], "genotype"), ([(call("genotype"), .text("0/2"))], "genotype"),
      ([(call("genotype"), .text("1/1")), homozygous], "copies"),
      ([(call("alt_depth"), .integer(0)), (call("ref_depth"), .integer(21))], "vaf"),
      ([(call("vaf"), .number(0.05)), (call("vaf_low"), .number(0.01)), (call("vaf_high"), .number(0.1))], "vaf"),
    ]
    let removed: [([([Step], JSONValue)], String)] = [
      ([(call("hgvs_p"), .null)], "hgvs_p"), ([(call("hgvs_c"), .null)], "hgvs_c"), ([(call("exon"), .null)], "exon"),
      ([(call("zygosity"), .null)], "zygosity"), ([(call("zygosity"), .text("mosaic"))], "copies"),
      ([(call("legacy_exon"), .text("2"))], "legacy_exon"),
      ([(call("class"), .null)], "class"),
    ]
    for (changes, key) in changes + removed {
      #expect(fault(changed(value, changes))?.contains(key) == true, "\(key)")
    }
  }

  /// The second witness must not be made blind.
  @Test func genotypesUnderAnotherNameAreRefused() throws {
    let value = try document("glycine/glycine.screen.json")
    guard case .list(let entries)? = value["genotypes"], !entries.isEmpty else {
      Issue.record("no genotypes")
      return
    }
    for (key, text) in [
      ("name", "banana"), ("gene", "banana"), ("chrom", "chr1"), ("ref", "N"), ("alt", "banana"), ("name", "c.1A>G"),
    ] {
      let edited = changed(value, [([.key("genotypes"), .element(0), .key(key)], .text(text))])
      #expect(fault(edited)?.hasPrefix("genotypes[1]") == true, "\(key): \(fault(edited) ?? "taken")")
    }
    let moved = changed(value, [([.key("genotypes"), .element(0), .key("pos")], .integer(50_184_492))])
    #expect(fault(moved)?.hasPrefix("genotypes[1]") == true)
  }

  private func without(_ value: JSONValue, _ key: String, _ index: Int) -> JSONValue {
    guard case .list(var entries)? = value[key] else { return value }
    entries.remove(at: index)
    return changed(value, [([.key(key)], .list(entries))])
  }

  /// A call that was taken out must not leave a result that looks like a negative one.
  @Test func aCallThatOnlyTheCoverageHasIsRefused() throws {
    let value = try document("glycine/glycine.screen.json")
    guard case .list(let calls)? = value["calls"], case .list(let genotypes)? = value["genotypes"] else { return }
    for (index, call) in calls.enumerated() where call["filter"] == .list([.text("PASS")]) {
      var edited = without(value, "calls", index)
      if let own = genotypes.firstIndex(where: { $0["pos"] == call["pos"] && $0["copies"] != .integer(0) }) {
        edited = without(edited, "genotypes", own)
      }
      #expect(fault(edited)?.hasPrefix("coverage.runs") == true, "calls[\(index + 1)]: \(fault(edited) ?? "taken")")
    }
    // The reference from fewer fragments than the settings ask for, by either of the two.
    guard case .list(let runs)? = value["coverage"]?["runs"] else { return }
    let reference = try #require(runs.firstIndex { $0["verdict"] == .text("reference") })
    let thin: [Step] = [.key("coverage"), .key("runs"), .element(reference), .key("depth_median")]
    #expect(fault(changed(value, [(thin, .integer(1))]))?.hasSuffix("depth_median") == true)
    #expect(fault(changed(value, [([.key("settings"), .key("min_depth")], .integer(10_000))])) != nil)
  }

  /// In transcripts bases are gained and lost without a call, and an indel may be written at the end of the exon beside.
  @Test func changesOfSplicingExplainTheCoverageOfTranscripts() throws {
    func isRight(event: String? = nil, call: String? = nil) -> Bool {
      var document = screenDocument(
        rna: SplicingReport(
          junctions: event == nil ? [] : [junction("8")], alleleRatios: [], unsplicedFraction: 0))
      document.coverage = ScreenCoverage(runs: [
        CoverageRun(
          chrom: "chr17", start: 50_198_000, end: 50_198_020, gene: event ?? "COL1A1", region: "exon_8",
          depthMedian: 40, verdict: .variant)
      ])
      if let call {
        var found = Call(gene: call, assembly: .grch38, chrom: "chr17", pos: 50_198_900, ref: "GTT", alt: "G")
        found.filter = ["PASS"]
        document.calls = [found]
      }
      do {
        try document.validateCoverage()
        return true
      } catch {
        return false
      }
    }
    #expect(isRight(event: "COL1A1") && isRight(call: "COL1A1"))
    #expect(!isRight() && !isRight(event: "COL1A2") && !isRight(call: "COL1A2"))
  }

  @Test func coverageOfAnotherPlaceIsRefused() throws {
    let value = try document("glycine/glycine.screen.json")
    guard case .list(let runs)? = value["coverage"]?["runs"] else { return }
    let reference = try #require(runs.firstIndex { $0["verdict"] == .text("reference") })
    func run(_ index: Int, _ key: String) -> [Step] {
      [.key("coverage"), .key("runs"), .element(index), .key(key)]
    }
    #expect(fault(changed(value, [(run(reference, "depth_median"), .integer(0))]))?.contains("depth_median") == true)
    #expect(fault(changed(value, [(run(0, "chrom"), .text("chr17"))]))?.hasPrefix("coverage.runs[1]") == true)
    #expect(fault(changed(value, [(run(0, "gene"), .text("COL1A1"))]))?.hasPrefix("coverage.runs[1]") == true)
    let both: [([Step], JSONValue)] = [
      (run(0, "gene"), .text("COL1A1")), (run(0, "chrom"), .text("chr17")), (run(0, "start"), .integer(1000)),
      (run(0, "end"), .integer(1048)),
    ]
    #expect(fault(changed(value, both))?.hasPrefix("coverage.runs[1]") == true)
  }

  @Test func aMissingVersionHidesNoEdit() throws {
    let value = try document("glycine/glycine.screen.json")
    let effect: [([Step], JSONValue)] = [
      ([.key("calls"), .element(1), .key("collagen_effect")], .texts(["other_missense"]))
    ]
    let protein: [([Step], JSONValue)] = [
      ([.key("calls"), .element(1), .key("hgvs_p")], .text("NP_000079.2:p.(Gly1166Ala)"))
    ]
    guard case .object(var object) = changed(value, effect) else { return }
    object["version"] = nil
    #expect(fault(.object(object))?.isEmpty == false)
    #expect(fault(changed(value, effect), version: "collagen 9") == nil, "another version may call effects otherwise")
    #expect(fault(changed(value, protein), version: "collagen 9") == "calls[2].hgvs_p")
  }

  @Test func whatTwoPartsOfAScreenSayTwiceAgrees() throws {
    let value = try document("glycine/glycine.screen.json")
    guard case .list(let runs)? = value["coverage"]?["runs"], case .list(let entries)? = value["genotypes"] else {
      return
    }
    func run(_ index: Int, _ key: String) -> [Step] { [.key("coverage"), .key("runs"), .element(index), .key(key)] }
    func call(_ key: String) -> [Step] { [.key("calls"), .element(1), .key(key)] }
    let reference = try #require(runs.firstIndex { $0["verdict"] == .text("reference") })
    let called = try #require(entries.firstIndex { $0["copies"] != .integer(0) })
    let changes: [(String, [Step], JSONValue)] = [
      ("region", run(reference, "region"), .text("exon_44")), ("region", run(reference, "region"), .text("exon_99")),
      ("depth", [.key("genotypes"), .element(called), .key("depth")], .integer(22)),
      ("phase_set", call("haplotype_hgvs_p"), .text("NP_000079.2:p.(Gly1166Cys)")),
      ("quality", call("quality"), .integer(0)),
    ]
    for (key, path, new) in changes {
      #expect(fault(changed(value, [(path, new)]))?.contains(key) == true, "\(DocumentSweepTests.text(path))")
    }
    // A gap says why.
    let bases = try #require(runs[reference]["end"]?.whole) - #require(runs[reference]["start"]?.whole)
    func gap(_ reason: String, _ depth: Int) throws -> String? {
      let coverage = try #require(value["coverage"])
      let sums: [([Step], JSONValue)] = [
        ([.key("coverage"), .key("no_call")], .integer(try #require(coverage["no_call"]?.whole) + bases)),
        ([.key("coverage"), .key("reference")], .integer(try #require(coverage["reference"]?.whole) - bases)),
        ([.key("coverage"), .key("no_call_by_reason"), .key(reason)], .integer(bases)),
        (run(reference, "verdict"), .text("no_call")), (run(reference, "reason"), .text(reason)),
        (run(reference, "depth_median"), .integer(depth)),
      ]
      return fault(changed(value, sums))
    }
    #expect(try gap("no_reads", 40)?.hasSuffix("reason") == true)
    #expect(try gap("low_depth", 40)?.hasSuffix("reason") == true)
  }

  /// What follows from the control lines of one run.
  @Test func figuresOfAReadoutFollowFromEachOther() throws {
    let value = try document("glycine/glycine.assay.json")
    func line(_ keys: String...) -> [Step] { [.key("lines"), .element(0)] + keys.map { .key($0) } }
    guard case .list(let readouts)? = value["lines"]?.elements.first?["readouts"] else { return }
    let index = try #require(readouts.firstIndex { $0["readout"] == .text("secretion") })
    #expect(readouts[index]["method"] == .text("Crawford-Howell"))
    for key in ["control_mean", "control_deviation", "standard_error", "p_low", "percent_of_control"] {
      let number = try #require(readouts[index][key]?.real)
      let path = line() + [.key("readouts"), .element(index), .key(key)]
      #expect(assayFault(changed(value, [(path, .number(1.02 * number))]))?.contains("readouts") == true, "\(key)")
    }
    let count = line() + [.key("readouts"), .element(index), .key("control_lines")]
    #expect(assayFault(changed(value, [(count, .integer(2))]))?.contains("control_lines") == true)
    let odds = try #require(value["lines"]?.elements.first?["secretion_odds_ratio"]?.real)
    #expect(assayFault(changed(value, [(line("secretion_odds_ratio"), .number(2 * odds))]))?.contains("odds") == true)
    // An interval lies evenly about its value, on the log scale.
    let percent = try #require(value["lines"]?.elements.first?["synthesis_percent_of_control"]?.real)
    func interval(_ low: Double, _ high: Double) -> String? {
      guard case .object(var document) = value, case .list(var lines)? = document["lines"],
        case .object(var own) = lines[0]
      else { return "no lines" }
      own["synthesis_percent_of_control_low"] = .number(percent / low)
      own["synthesis_percent_of_control_high"] = .number(percent * high)
      lines[0] = .object(own)
      document["lines"] = .list(lines)
      return assayFault(.object(document))
    }
    #expect(interval(1.2, 1.2) == nil && interval(1.2, 1.4)?.contains("synthesis_percent_of_control_high") == true)
  }

  private func assayFault(_ value: JSONValue) -> String? {
    do throws(EvidenceError) {
      _ = try AssayFinding(json: value.document(), file: "assay.json", lines: ["glycine"])
      return nil
    } catch {
      return error.faults.first?.place
    }
  }

  @Test func aClassThatItsReadoutsDoNotGiveIsRefused() throws {
    let value = try document("glycine/glycine.assay.json")
    #expect(assayFault(value) == nil)
    func line(_ keys: String...) -> [Step] { [.key("lines"), .element(0)] + keys.map { .key($0) } }
    for name in BiochemicalClass.allCases where name != .structural {
      #expect(assayFault(changed(value, [(line("class"), .text(name.rawValue))])) == "lines[1].class", "\(name)")
    }
    let readout = [Step.key("readouts"), .element(0)]
    let changes: [([Step], JSONValue, String)] = [
      (line("deciding_readout"), .null, "deciding_readout"), (line("flags"), .texts(["UNRELIABLE"]), "flags"),
      (line("dishes"), .integer(99), "dishes"), (line("synthesis", "unit"), .text("banana"), "synthesis.unit"),
      (line("secretion", "unit"), .text("banana"), "secretion.unit"),
      (line() + readout + [.key("degrees_of_freedom")], .number(2), "readouts[1]"),
    ]
    for (path, new, key) in changes {
      #expect(assayFault(changed(value, [(path, new)]))?.contains(key) == true, "\(DocumentSweepTests.text(path))")
    }
  }

  @Test func aCaseWithoutItsControlsIsRefused() throws {
    let value = try document("glycine/glycine.assay.json")
    guard case .list(let lines)? = value["lines"] else { return }
    #expect(assayFault(changed(value, [([.key("lines")], .list([lines[0]]))]))?.contains("controls") == true)
    let none: [([Step], JSONValue)] = [([.key("lines")], .list([lines[0]])), ([.key("controls")], .list([]))]
    #expect(assayFault(changed(value, none))?.contains("control_lines") == true)
  }
}

extension JSONValue {
  /// A whole number; `nil` for anything else.
  fileprivate var whole: Int? { if case .integer(let number) = self { number } else { nil } }

  /// A number; `nil` for anything else.
  fileprivate var real: Double? {
    switch self {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}
