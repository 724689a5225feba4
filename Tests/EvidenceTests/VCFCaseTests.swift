// Laws of the VCF of a case: every record of a gene is a call or is named, whoever wrote it, on both assemblies.

import BioSequence
import Documents
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct VCFCaseTests {
  static let seed: UInt64 = 14_003

  private static var makers: [VCFMaker] {
    Assembly.allCases.flatMap { assembly in
      (0...1).flatMap { gene in (0...3).map { VCFMaker(assembly: assembly, gene: gene, naming: $0) } }
    }
  }

  // MARK: losses and gains

  /// How callers write a loss or gain between two positions; POS is the base before.
  private static func writings(_ range: ClosedRange<Int>, isLoss: Bool) -> [String] {
    let (word, sign, copies) = isLoss ? ("DEL", "-", 1) : ("DUP", "", 3)
    let (pos, end, length) = (range.lowerBound - 1, range.upperBound, range.count)
    return [
      "\(pos)|N|<\(word)>|PASS|SVTYPE=\(word);END=\(end)|GT|0/1",
      "\(pos)|N|<\(word)>|PASS|SVTYPE=\(word);SVLEN=\(sign)\(length)|GT|0/1",
      "\(pos)|N|<\(word)>|.|IMPRECISE;SVTYPE=\(word);END=\(end);CIPOS=(-50,50);PROBES=9|GT:GQ:CN:CNQ|0/1:50:\(copies):50",
      "\(pos)|N|<DEL>,<DUP>|.|END=\(end)|GT:CN:NP|\(isLoss ? 1 : 2):\(copies):60",
      "\(pos)|N|<CNV>|PASS|SVTYPE=CNV;END=\(end)|GT:CN|./.:\(copies)",
      "\(pos)|N|<\(isLoss ? "CN0" : "CN3")>|PASS|SVTYPE=CNV;END=\(end)|GT|0/1",
      "\(pos)|N|<\(isLoss ? "DEL:ME:ALU" : "DUP:TANDEM")>|PASS|END=\(end);CIPOS=-2,2;CIEND=-9,9;IMPRECISE|GT:FT|0/1:PASS",
    ]
  }

  @Test func aWholeGeneIsLostOrGainedInEveryWriting() throws {
    for maker in VCFCaseTests.makers {
      for isLoss in [true, false] {
        for record in VCFCaseTests.writings(maker.first - 7_000...maker.last + 60_000, isLoss: isLoss) {
          let found = try maker.read([record])
          let call = try #require(found.screen.passed.first, "\(maker) \(record)")
          #expect(found.screen.calls.count == 1 && found.notInterpreted.isEmpty, "\(maker) \(record)")
          #expect(call.gene == maker.own.symbol && call.zygosity == .heterozygous, "\(maker) \(record)")
          #expect(call.consequence == [isLoss ? .transcriptAblation : .transcriptAmplification], "\(maker) \(record)")
          #expect(throws: Never.self) { try call.validate() }
          let meaning = try #require(CriteriaAssessor(call, inputs: AssessmentInputs())?.meaning)
          #expect(meaning.event?.isWholeGene == true && meaning.event?.isDeletion == isLoss, "\(maker) \(record)")
        }
      }
    }
  }

  @Test func eventsOverAnEndOfTheGeneAndOfSingleExonsTellTheirExons() throws {
    for maker in VCFCaseTests.makers where maker.naming != 1 {
      let exon = maker.exon(9)
      for (range, exons) in [
        (exon.lowerBound - 20...exon.upperBound + 20, "9"),
        (maker.first - 90_000...exon.upperBound + 15, maker.mapping.strand == .forward ? "1-9" : "9-"),
        (exon.lowerBound - 15...maker.last + 12, maker.mapping.strand == .forward ? "9-" : "1-9"),
      ] {
        for isLoss in [true, false] {
          for record in VCFCaseTests.writings(range, isLoss: isLoss) {
            let call = try #require(try maker.read([record]).screen.passed.first, "\(maker) \(record)")
            let event = CriteriaAssessor(call, inputs: AssessmentInputs())?.meaning.event
            let count = maker.own.record.preferredTranscript.exons.count
            let words = exons.hasSuffix("-") ? exons + "\(count)" : exons
            #expect(
              event?.words == words && event?.isDeletion == isLoss, "\(maker) \(record): \(event?.words ?? "none")")
          }
        }
      }
    }
  }

  @Test func anExactDeletionIsTheSameInBasesAsASymbolAndAsJunctions() throws {
    var random = SplitMix64(seed: VCFCaseTests.seed)
    for round in 0..<120 {
      let maker = VCFMaker(
        assembly: Assembly.allCases[round % 2], gene: Int.random(in: 0...1, using: &random), naming: round % 4)
      let start = Int.random(in: maker.first + 20...maker.last - 900, using: &random)
      let range = start...start + Int.random(in: 0...800, using: &random)
      let (before, anchored) = (maker.bases(start - 1...start - 1), maker.bases(start - 1...range.upperBound))
      let written = try maker.read(["\(start - 1)|\(anchored)|\(before)|PASS|.|GT|0/1"])
      let symbol = try maker.read(["\(start - 1)|\(before)|<DEL>|PASS|SVTYPE=DEL;END=\(range.upperBound)|GT|0/1"])
      let after = range.upperBound + 1
      let junctions = try maker.read([
        "\(start - 1)|\(before)|\(before)[\(maker.name(maker.mapping)):\(after)[|PASS|SVTYPE=BND|GT|0/1",
        "\(after)|\(maker.bases(after...after))|]\(maker.name(maker.mapping)):\(start - 1)]\(maker.bases(after...after))|PASS|SVTYPE=BND|GT|0/1",
      ])
      func said(_ vcf: VCFCase) -> [String] {
        vcf.screen.calls.map { call in
          let codes =
            CriteriaAssessor(call, inputs: AssessmentInputs())?.ledger().outcomes.map { "\($0.code) \($0.rule)" } ?? []
          return "\(call.hgvsG ?? "") \(call.hgvsC ?? "") \(call.hgvsP ?? "") \(call.consequenceText ?? "") "
            + "\(call.collagenEffectText ?? "") \(call.exon ?? "") \(call.class?.rawValue ?? "") \(codes)"
        }
      }
      let expected = said(written)
      #expect(expected.count == 1 && said(symbol) == expected, "seed \(VCFCaseTests.seed), round \(round)")
      #expect(said(junctions) == expected, "seed \(VCFCaseTests.seed), round \(round)")
    }
  }

  // MARK: what cannot be told

  /// ALT, INFO, FORMAT, sample, calls, records that are not interpreted, variants without a genotype.
  @Test(
    arguments: [
      ("<DEL>", "SVTYPE=DEL", "GT", "0/1", 0, 1, 0), ("<DUP>", "END=7", "GT", "0/1", 0, 1, 0),
      ("<CNV>", "END=+900", "GT", "0/1", 0, 1, 0), ("<CNV>", "END=+900", "GT:CN", "0/0:2", 0, 0, 0),
      ("<CNV>", "END=+900", "GT:CN", "0/0:0", 0, 1, 0), ("<CNV>", "END=+900", "CN", "0", 1, 0, 0),
      ("<DEL>", "END=+900", "GT:CN", "0/1:2", 0, 1, 0), ("<DUP>", "END=+900", "GT:CN", "0/1:2", 0, 1, 0),
      ("<DEL>", "END=+900", "GT", "./.", 0, 0, 1), ("<DEL>", "END=+900", "GT:CN", "./.:1", 1, 0, 0),
      ("<CN1>", "END=+900", "GT", "0/1", 1, 0, 0), ("<CN2>", "END=+900", "GT", "0/1", 0, 1, 0),
      ("<INV>", "END=+900", "GT", "0/1", 1, 0, 0), ("<INV>", "END=+900000", "GT", "0/1", 1, 0, 0),
      ("<INV>", ".", "GT", "0/1", 0, 1, 0), ("<INS>", ".", "GT", "0/1", 1, 0, 0),
      ("<INS:ME:ALU>", "SVLEN=281", "GT", "1/1", 1, 0, 0), ("<TRA>", "END=+90", "GT", "0/1", 0, 1, 0),
      ("<TRA>", "END=+90", "GT", "0/0", 0, 0, 0), ("<STR12>", "END=+90", "GT", "0/1", 0, 1, 0),
      ("%[chr3:55[", "SVTYPE=BND", "GT", "0/1", 1, 0, 0), ("%.", "SVTYPE=BND", "GT", "0/1", 1, 0, 0),
      ("?", ".", "GT", "0/1", 0, 1, 0), ("R", ".", "GT", "0/1", 0, 1, 0), ("*", ".", "GT", "0/1", 0, 1, 0),
      ("#", ".", "GT", "0/2", 0, 1, 0), ("#", ".", "GT", "./1", 1, 0, 0), ("#", ".", "GT", "./.", 0, 0, 1),
      ("#", ".", "GT", "0/.", 0, 0, 1), ("#", ".", "GT", "0/0", 0, 0, 0), ("#", ".", "DP", "9", 1, 0, 0),
      ("#,*", ".", "GT", "1/2", 1, 1, 0), ("#,<NON_REF>", ".", "GT", "0/1", 1, 0, 0), (".", ".", "GT", "0/1", 0, 1, 0),
    ] as [(String, String, String, String, Int, Int, Int)])
  func everyRecordIsACallOrIsNamed(
    _ alternate: String, _ info: String, _ format: String, _ sample: String, _ calls: Int, _ unread: Int, _ open: Int
  ) throws {
    for maker in VCFCaseTests.makers where maker.naming < 2 {
      let position = maker.exon(12).lowerBound - 40
      let base = maker.bases(position...position)
      let other = base == "A" ? "C" : "A"
      let alt = alternate.replacing("%", with: base).replacing("#", with: other)
      let end = info.replacing("END=+900000", with: "END=\(position + 900_000)").replacing(
        "END=+900", with: "END=\(position + 900)"
      )
      .replacing("END=+90", with: "END=\(position + 90)")
      let record = "\(position)|\(base)|\(alt)|PASS|\(end)|\(format)|\(sample)"
      let found = try maker.read([record])
      #expect(found.screen.calls.count == calls, "\(record)")
      #expect(found.notInterpreted.count == unread && found.withoutGenotype.count == open, "\(record)")
      let line = found.screen.warnings.contains { $0.contains("line 5") }
      #expect(line || unread + open == 0, "\(record): \(found.screen.warnings)")
      for call in found.screen.calls {
        #expect(!call.consequence.isEmpty && call.gene == maker.own.symbol, "\(record)")
        #expect(throws: Never.self, "\(record)") { try call.validate() }
      }
      let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: found, assay: nil).answer
      #expect(unread == 0 || answer.contains("could not be interpreted (line 5)"), "\(record): \(answer)")
      #expect(!answer.lowercased().contains("no variant was called"), "\(record): \(answer)")
      #expect(calls > 0 || answer.contains("not known"), "\(record): \(answer)")
    }
  }

  @Test func filtersCountOrAreShown() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 1)
    let position = maker.first + 9_000
    let base = maker.bases(position...position)
    func calls(_ filter: String, _ format: String = "GT", _ sample: String = "0/1") throws -> [Call] {
      try maker.read(["\(position)|\(base)|\(base == "A" ? "C" : "A")|\(filter)|.|\(format)|\(sample)"]).screen.calls
    }
    #expect(try calls("PASS")[0].isPass && calls("pass")[0].filter == ["PASS"])
    #expect(try calls(".")[0].isPass && calls(".")[0].filter.isEmpty)
    #expect(try calls("LowQual;q10")[0].filter == ["LowQual", "q10"] && !calls("LowQual")[0].isPass)
    #expect(try calls("PASS", "GT:FT", "0/1:MinGQ")[0].filter == ["MinGQ"])
    let text = try maker.read(["\(position)|\(base)|\(base == "A" ? "C" : "A")|LowQual|.|GT|0/1"])
    let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: text, assay: nil).answer
    #expect(answer.contains("1 record is not counted: LowQual") && answer.contains("no counted variant"))
  }

  // MARK: samples, genotypes

  @Test func theSampleIsToldOrTheFileIsRefused() throws {
    let maker = VCFMaker(assembly: .grch37, gene: 0)
    let position = maker.first + 9_001
    let base = maker.bases(position...position)
    let record = "\(position)|\(base)|\(base == "A" ? "C" : "A")|PASS|.|GT|0/0|0/1|./."
    func found(_ names: [String], _ wanted: String? = nil) throws -> VCFCase {
      try VCFCase(
        maker.text([record], samples: ["mother", "P07", "DNA-1"]), file: "f.vcf", names: names, sample: wanted)
    }
    #expect(try found(["P07"]).screen.calls.count == 1 && found(["P07", "x"]).sample == "P07")
    #expect(try found(["P07"], "mother").screen.calls.isEmpty && found([], "DNA-1").withoutGenotype.count == 1)
    for names in [["P08"], ["P07", "DNA-1"], []] {
      let error = #expect(throws: EvidenceError.self) { try found(names) }
      #expect(error?.remedy.contains("--vcf-sample") == true && error?.reason.contains("P07") == true)
    }
    let error = #expect(throws: EvidenceError.self) { try found(["P07"], "father") }
    #expect(error?.remedy.contains("mother, P07, DNA-1") == true)
  }

  @Test(
    arguments: [
      ("0/1", "#", "heterozygous", nil), ("1¦0:77", "#", "heterozygous", 77), ("1/1", "#", "homozygous", nil),
      ("1", "#", nil, nil), ("1;CN=1", "#", "hemizygous", nil), ("./1", "#", nil, nil),
      ("1/2", "#,*", "hemizygous", nil),
      ("0¦1:x", "#", "heterozygous", nil), ("0/1:77", "#", "heterozygous", nil),
    ] as [(String, String, String?, Int?)])
  func genotypes(_ sample: String, _ alternate: String, _ zygosity: String?, _ phase: Int?) throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let position = maker.first + 9_000
    let base = maker.bases(position...position)
    let alt = alternate.replacing("#", with: base == "A" ? "C" : "A")
    // INFO stands behind the genotype.
    let parts = sample.split(separator: ";").map(String.init)
    let call = try #require(
      try maker.read([
        "\(position)|\(base)|\(alt)|PASS|\(parts.count > 1 ? parts[1] : ".")|GT\(sample.contains(":") ? ":PS" : "")|\(parts[0])"
      ]).screen.calls.first)
    #expect(call.zygosity?.rawValue == zygosity && call.phaseSet == phase)
    #expect(call.genotype == parts[0].split(separator: ":").first.map { String($0).replacing("¦", with: "|") })
  }

  // MARK: the file as a whole

  @Test func filesThatShowNothingOfTheGenesAreRefused() throws {
    let head = "##fileformat=VCFv4.2\n"
    let columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
    for text in [
      head + columns, head + "##contig=<ID=chr1>\n" + columns, head + columns + "chr1\t5\t.\tA\tC\t.\t.\t.\n",
    ] {
      let error = #expect(throws: EvidenceError.self) { try VCFCase(Array(text.utf8), file: "f.vcf") }
      #expect(error?.reason.contains("COL1A1 or COL1A2") == true)
    }
    // One chromosome is there: the other gene is named.
    let one = try VCFCase(Array((head + "##contig=<ID=chr17,length=83257441>\n" + columns).utf8), file: "f.vcf")
    #expect(one.genesNotInFile == ["COL1A2"] && one.screen.warnings.contains { $0.contains("COL1A2") })
    let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: one, assay: nil).answer
    #expect(answer.hasPrefix("The VCF lists no variant in COL1A1 or COL1A2, and what was not covered is not known"))
    #expect(answer.contains("nothing in the VCF shows that COL1A2 was sequenced"))
  }

  @Test func anEventAloneDoesNotTellTheAssembly() {
    for maker in VCFCaseTests.makers where maker.naming < 2 {
      let record = "\(maker.first - 10)|N|<DEL>|PASS|END=\(maker.last + 10)|GT|0/1"
      #expect(throws: EvidenceError.self) {
        try VCFCase(maker.text([record], contigs: false), file: "f.vcf", names: ["S"])
      }
    }
  }

  // MARK: coverage

  @Test func blocksGiveTheCoverageOfTheirWeakestWord() throws {
    var random = SplitMix64(seed: VCFCaseTests.seed)
    for round in 0..<24 {
      let maker = VCFMaker(assembly: Assembly.allCases[round % 2], gene: round / 2 % 2, naming: round % 3)
      var states = [Bool](repeating: false, count: maker.placement.forward.count)
      var records: [String] = []
      var position = maker.first
      while position <= maker.last {
        let end = min(maker.last, position + Int.random(in: 0...1_500, using: &random))
        let depth = Int.random(in: 12...30, using: &random)
        let style = Int.random(in: 0...5, using: &random)
        let isCalled = style != 4
        let base = maker.bases(position...position)
        let end1 = "END=\(end)"
        switch style {
        case 0: records.append("\(position)|\(base)|<NON_REF>|.|\(end1)|GT:DP:GQ:MIN_DP|0/0:\(depth + 9):60:\(depth)")
        case 1: records.append("\(position)|\(base)|<*>|.|\(end1)|GT:GQ:MIN_DP|0/0:50:\(depth)")
        case 2: records.append("\(position)|\(base)|.|PASS|\(end1);MIN_DP=\(depth)|GT:DP|0/0:\(depth + 5)")
        case 3:
          records.append("\(position)|\(base)|<*>|.|\(end1);MIN_DP=\(depth)|GQ:DP:MIN_DP|90:\(depth + 5):\(depth)")
        case 4:
          records.append(
            [
              "\(position)|\(base)|<NON_REF>|.|\(end1)|GT:DP:GQ|./.:40:0",
              "\(position)|\(base)|.|LowGQX|\(end1)|GT:DP|0/0:40",
              "\(position)|\(base)|<NON_REF>|.|\(end1)|GT:DP:GQ|0/0:40:0", "\(position)|\(base)|.|PASS|\(end1)|GT|0/0",
            ][Int.random(in: 0...3, using: &random)])
        default: break
        }
        if style < 5, isCalled, depth >= 20 {
          for place in position...end { states[place - maker.first] = true }
        }
        position = end + 1
      }
      let found = try maker.read(records)
      let coverage = try #require(found.screen.coverage)
      var expected = 0
      var target = 0
      for region in TargetRegions.exons(of: .embedded).regions {
        target += region.range.count
        guard region.gene == maker.gene else {
          expected += region.range.count
          continue
        }
        let local = maker.placement.turned(region.range)
        expected += local.count { !states[$0] }
      }
      #expect(
        coverage.targetBases == target && coverage.noCall == expected, "seed \(VCFCaseTests.seed), round \(round)")
      #expect(coverage.variant == 0 && coverage.reference == target - expected)
      #expect(throws: Never.self) { try coverage.validate() }
    }
  }

  @Test func aGVCFOfTheWholeTargetCallsNoVariant() throws {
    let maker = VCFMaker(assembly: .grch38, gene: 0)
    let other = VCFMaker(assembly: .grch38, gene: 1)
    var text = maker.text([
      "\(maker.first)|\(maker.bases(maker.first...maker.first))|<NON_REF>|.|END=\(maker.last)|GT:DP|0/0:31"
    ])
    text += Array(
      "chr7\t\(other.first)\t.\t\(other.bases(other.first...other.first))\t<NON_REF>\t.\t.\tEND=\(other.last)\tGT:DP\t0/0:31\n"
        .utf8)
    let found = try VCFCase(text, file: "g.vcf", names: ["S"])
    #expect(found.screen.coverage?.noCall == 0)
    let answer = CaseAssessment(record: CaseRecord(id: "S"), screen: nil, vcf: found, assay: nil).answer
    #expect(answer.hasPrefix("No variant was called in COL1A1 or COL1A2;"))
  }
}
