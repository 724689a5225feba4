// The document of a screen: what is written reads back to the same value, and its parts add up.

import BioSequence
import Documents
import HGVS
import Knowledge
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@Suite struct ScreenDocumentTests {
  /// Random documents from a seed.
  private struct Maker {
    var state: UInt64

    /// The next number below a bound (SplitMix64).
    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((word ^ (word >> 31)) % UInt64(bound))
    }

    mutating func maybe<Value>(_ value: (inout Maker) -> Value) -> Value? { next(3) == 0 ? nil : value(&self) }

    mutating func text() -> String {
      let letters = Array("aZ09 _.:>\"\\\n\u{202E}é<&'=\t")
      return "x" + String((0..<next(12)).map { _ in letters[next(letters.count)] })
    }

    mutating func choice<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
      let all = Array(type.allCases)
      return all[next(all.count)]
    }

    mutating func fractions() -> (Double, Double, Double) {
      let three = (0..<3).map { _ in Double(next(10_001)) / 10_000 }.sorted()
      return (three[1], three[0], three[2])
    }

    mutating func call(_ assembly: Assembly) -> Call {
      var call = Call(
        gene: text(), assembly: assembly, chrom: text(), pos: 1 + next(1 << 27), ref: text(),
        alt: next(2) == 0 ? "<DEL>" : "y")
      if call.isSymbolic {
        call.symbolic = Call.SymbolicAllele(
          type: "DEL", end: maybe { _ in call.pos + 5 }, positionInterval: maybe { -$0.next(9)...$0.next(9) },
          copyNumber: maybe { $0.next(9) }, probability: maybe { $0.fractions().0 })
      }
      call.class = maybe { $0.choice(VariantClass.self) }
      (call.hgvsG, call.hgvsC, call.hgvsP) = (maybe { $0.text() }, maybe { $0.text() }, maybe { $0.text() })
      call.consequence = (0..<next(3)).map { _ in choice(Consequence.self) }
      call.collagenEffect = (0..<next(3)).map { _ in choice(CollagenEffect.self) }
      call.exon = maybe { $0.text() }
      if next(2) == 0 { (call.helixResidue, call.tripletPosition) = (1 + next(1014), choice(TripletPosition.self)) }
      let genotypes: [(String, Call.Zygosity?)] = [
        ("0/1", .heterozygous), ("1|0", .heterozygous), ("./1", nil), ("1", .hemizygous), ("1/2", .heterozygous),
        ("1/1", .homozygous), ("0/1", .mosaic),
      ]
      if let (genotype, zygosity) = maybe({ genotypes[$0.next(genotypes.count)] }) {
        (call.genotype, call.zygosity) = (genotype, zygosity)
      }
      if next(4) > 0 {
        (call.vaf, call.vafLow, call.vafHigh) = fractions()
        let depth = 1 + next(1000)
        call.altDepth = Int((Double(depth) * (call.vaf ?? 0)).rounded(.up))
        (call.refDepth, call.depth) = (depth - (call.altDepth ?? 0), depth)
        if call.refDepth == 0 || depth < 20 { (call.vafLow, call.vafHigh) = (0, 1) }
      }
      call.filter = [[], ["PASS"], ["low_depth", "strand_bias"]][next(3)]
      call.known = (0..<next(3)).map { _ in
        KnownAnnotation(
          id: maybe { $0.text() }, significance: [text()], stars: maybe { $0.next(5) }, file: text(),
          fileDate: maybe { $0.text() })
      }
      return call
    }

    /// Coverage of which a variant has its call, and the reference the depth that it needs.
    mutating func coverage(_ calls: [Call], minDepth: Int) -> ScreenCoverage {
      var start = next(1000)
      let counted = calls.filter { $0.isPass || $0.isSymbolic || $0.class == .breakpoint }
      let runs = (0..<next(9)).map { _ in
        var verdict = choice(CoverageRun.Verdict.self)
        var chrom = text()
        if verdict == .variant {
          if counted.isEmpty {
            verdict = .reference
          } else {
            let call = counted[next(counted.count)]
            (chrom, start) = (call.chrom, call.pos - 1)
          }
        }
        let run = CoverageRun(
          chrom: chrom, start: start, end: start + 1 + next(90), gene: text(), region: text(),
          depthMedian: minDepth + next(900),
          verdict: verdict, reason: verdict == .noCall ? text() : nil)
        start = run.end
        return run
      }
      return ScreenCoverage(
        runs: runs,
        detectionLimits: runs.map {
          DetectionRun(chrom: $0.chrom, start: $0.start, end: $0.end, limit: fractions().0)
        })
    }

    mutating func document() -> ScreenDocument {
      var document = ScreenDocument(sample: text(), assembly: choice(Assembly.self))
      document.version = text()
      let (used, filtered, unmapped) = (1 + next(900), [text(): next(90)], next(900))
      document.counts = ReadCounts(
        reads: used + unmapped + filtered.values.reduce(0, +), used: used, filtered: filtered, unmapped: unmapped)
      document.settings = ScreenSettings(
        target: text(), minDepth: 1 + next(99), minVAF: fractions().0,
        duplicates: choice(ScreenSettings.Duplicates.self))
      document.calls = (0..<next(5)).map { _ in call(document.assembly) }
      document.coverage = coverage(document.calls, minDepth: document.settings?.minDepth ?? 0)
      document.warnings = (0..<next(3)).map { _ in text() }
      return document
    }
  }

  @Test func everyDocumentReadsBackToTheSameValue() throws {
    let seed: UInt64 = 1995
    var maker = Maker(state: seed)
    for round in 0..<300 {
      let document = maker.document()
      let read = try ScreenDocument(json: document.text(), file: "s.json")
      #expect(read == document, "seed \(seed), round \(round)")
      #expect(read.text() == document.text(), "seed \(seed), round \(round)")
    }
  }

  @Test func keysOfLaterVersionsArePassedOver() throws {
    let text = ExampleReport.report().text().replacing("{\n  \"schema\"", with: "{\n  \"later\": 1,\n  \"schema\"")
    #expect(try ScreenDocument(json: text, file: "s.json") == ExampleReport.report())
  }

  @Test func gapsComeExonsFirstThenTheLongest() {
    func run(_ region: String, _ range: Range<Int>) -> CoverageRun {
      CoverageRun(
        chrom: "chr7", start: range.lowerBound, end: range.upperBound, gene: "COL1A2", region: region, depthMedian: 0,
        verdict: .noCall, reason: "no_reads")
    }
    let coverage = ScreenCoverage(runs: [run("b.bed", 0..<90), run("exon_1", 90..<95), run("exon_2", 95..<120)])
    #expect(coverage.gaps.map(\.region) == ["exon_2", "exon_1", "b.bed"])
    #expect(coverage.noCallByReason == ["no_reads": 120] && coverage.calledPercent == 0)
  }

  @Test func theLimitOfDetectionIsThatOfHalfTheBases() {
    func limit(_ limits: [(Int, Double)]) -> ScreenCoverage.DetectionLimit? {
      var start = 0
      let runs = limits.map { length, limit in
        start += length
        return DetectionRun(chrom: "chr7", start: start - length, end: start, limit: limit)
      }
      return ScreenCoverage(runs: [], detectionLimits: runs).detectionLimit
    }
    #expect(limit([]) == nil)
    #expect(limit([(10, 0.1), (9, 0.5)])?.median == 0.1)
    #expect(limit([(9, 0.1), (11, 0.5)])?.median == 0.5)
    #expect(limit([(9, 0.1), (1, 1)])?.worst == 1)
    // Limits are told in steps, never better than they are.
    #expect(limit([(9, 0.101)])?.median == 0.125)
  }

  @Test func settingsAreToldInWords() {
    let settings = ScreenSettings(molecule: .rna, target: "panel.bed", duplicates: .amplicons)
    #expect(
      settings.told.map(\.name) == ["molecule", "target", "minimum depth", "minimum allele fraction", "duplicates"])
    #expect(settings.told.map(\.value).suffix(3) == ["20", "0.0500", "not marked (amplicons)"])
  }

  @Test(arguments: [
    (2, 0, Reporting.Confirmation.Verdict.noData), (3, 0, .seen), (0, 3, .notSeen), (1, 2, .unclear), (2, 1, .unclear),
  ])
  func aConfirmationFollowsItsDepths(_ alt: Int, _ ref: Int, _ verdict: Reporting.Confirmation.Verdict) {
    let confirmation = Reporting.Confirmation(
      description: "d", gene: "g", name: "n", altDepth: alt, refDepth: ref, vaf: 0, vafLow: 0, vafHigh: 1,
      detectionLimit: 1)
    #expect(confirmation.verdict == verdict)
    #expect(!confirmation.counsel.isEmpty)
  }

  @Test func whatAMosaicWouldHaveBeenMissedWithFollowsFromTheMolecules() {
    func missed(_ molecules: Int) -> Double {
      Reporting.Confirmation(
        description: "d", gene: "g", name: "n", altDepth: 0, refDepth: molecules, vaf: 0, vafLow: 0, vafHigh: 1,
        detectionLimit: 1
      ).probabilityOfMissing(fraction: 0.01)
    }
    #expect(missed(2) == 1)
    #expect(abs(missed(100) - 0.920_627) < 1e-5)
    #expect(missed(5000) < 1e-15)
  }
}
