// DNA and RNA of one person beside each other: states of alleles, tests of predictions, and the doubt whether it is one person.

import BioSequence
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence

@Suite struct TranscriptComparisonTests {
  /// A heterozygous call at its true place.
  static func call(
    _ name: String, _ zygosity: Call.Zygosity = .heterozygous, on assembly: Assembly = .grch38
  ) throws -> Call {
    let namer = CollagenNamer(genes: .embedded, assembly: assembly)
    let found = try namer.variant(for: name)
    let annotation = annotate(variant: found.variant, gene: GeneCatalog.embedded.genes[found.gene])
    var call = try #require(Call(annotation, assembly: assembly))
    (call.zygosity, call.filter, call.depth, call.vaf) = (zygosity, ["PASS"], 60, 0.5)
    (call.altDepth, call.refDepth, call.quality) = (30, 30, 90)
    return call
  }

  /// A screen of RNA of so many fragments everywhere, of which some show an allele.
  static func rna(
    depth: Int, _ alleles: [(name: String, alternate: Int)] = [], junctions: [ReportedJunction] = [],
    silent: Set<String> = []
  ) throws -> ScreenDocument {
    var screen = ScreenDocument(sample: "s", assembly: .grch38)
    screen.settings = ScreenSettings(molecule: .rna)
    var counts: [BaseCounts] = []
    for gene in GeneCatalog.embedded.genes {
      let transcript = gene.record.preferredTranscript
      let mRNA = transcript.splicedSequence(from: gene.record.sequence)
      let here = silent.contains(gene.symbol) ? 0 : depth
      var bases = (0..<4).map { code in mRNA.codes.map { $0 == UInt8(code) ? here : 0 } }
      var crossing = [Int](repeating: here, count: mRNA.count)
      var indels: [BaseCounts.Indel] = []
      for (name, alternate) in alleles {
        let call = try call(name)
        guard call.gene == gene.symbol, let variant = call.recordVariant(on: gene) else { continue }
        let change = try #require(transcript.change(variant)).leftAligned(on: mRNA)
        if change.range.count == change.replacement.count {
          for (offset, code) in zip(change.range, change.replacement.codes) {
            bases[Int(mRNA.codes[offset])][offset] -= alternate
            bases[Int(code)][offset] += alternate
          }
        } else {
          for offset in change.shiftRange(on: mRNA).lowerBound...change.shiftRange(on: mRNA).upperBound {
            crossing[offset] -= alternate
          }
          if alternate > 0 { indels.append(BaseCounts.Indel(change, fragments: alternate)) }
        }
      }
      counts.append(
        BaseCounts(
          gene: gene.symbol, transcript: transcript.accession, bases: bases, crossing: crossing, indels: indels,
          indelsCut: false))
    }
    screen.rna = SplicingReport(
      junctions: junctions, alleleRatios: [], unsplicedFraction: 0, baseCounts: counts)
    return screen
  }

  static func dna(_ calls: [Call], on assembly: Assembly = .grch38) -> ScreenDocument {
    var screen = ScreenDocument(sample: "s", assembly: assembly)
    screen.calls = calls
    return screen
  }

  static func junction(
    _ kind: ReportedJunction.Kind, _ exon: String, ratio: Double = 1, reads: Int = 90, effects: [CollagenEffect] = []
  ) -> ReportedJunction {
    ReportedJunction(
      gene: "COL1A1", kind: kind, chrom: "chr17", start: 1, end: 2, reads: reads,
      ratio: Fraction(ratio, max(0, ratio - 0.05), min(1, ratio + 0.05)), fragments: Double(reads), exon: exon,
      consequence: kind == .canonical ? nil : "made up", collagenEffect: effects,
      filter: kind == .canonical ? [] : ["PASS"])
  }

  static let normal = ["7^8", "8^9"].map { junction(.canonical, $0) }
  static let marker = "NM_000088.4:c.3076C>T"
  static let silentMarker = "NM_000088.4:c.1290G>A"
  static let alpha2 = "NM_000089.4:c.1645C>G"

  private func comparison(_ dna: [Call], _ rna: ScreenDocument) -> TranscriptComparison {
    TranscriptComparison(dna: TranscriptComparisonTests.dna(dna), rna: rna, genes: .embedded)
  }

  @Test(arguments: [
    (0.0, TranscribedSite.State.lost), (0.05, .lost), (0.1, .lost), (0.2, .reduced), (0.3, .reduced), (1.0, .balanced),
  ])
  func anAlleleThatNobodyNamedIsCounted(_ level: Double, _ state: TranscribedSite.State) throws {
    for name in [
      TranscriptComparisonTests.marker, "NM_000088.4:c.3076_3078del", "NM_000088.4:c.2500dup",
      "NM_000088.4:c.3076_3077delinsTT",
    ] {
      for depth in [175, 1000] {
        let alternate = Int((level / (1 + level) * Double(depth)).rounded())
        let rna = try TranscriptComparisonTests.rna(depth: depth, [(name, alternate)])
        let site = try #require(comparison([try TranscriptComparisonTests.call(name)], rna).sites.first)
        #expect(site.state == state && site.balance.alternate == alternate, "\(name) \(level) of \(depth)")
        #expect(site.balance.total == depth && site.reason == nil)
      }
    }
  }

  @Test func whatCannotBeDecidedSaysWhatWouldHaveBeenSeen() throws {
    let call = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker)
    let few = try #require(
      comparison([call], try TranscriptComparisonTests.rna(depth: 12, [(call.name, 5)])).sites.first)
    #expect(few.state == .notTestable && few.reason == "fewer than 20 fragments of the RNA")
    #expect(few.sentence.contains("an allele of less than 0.44 of the transcripts would not have been seen"))
    let none = try #require(comparison([call], try TranscriptComparisonTests.rna(depth: 0)).sites.first)
    #expect(none.state == .notTestable && none.row.smallestFraction == 1)
    // One gene is silent, the other is not.
    let other = try TranscriptComparisonTests.call(TranscriptComparisonTests.alpha2)
    let half = try TranscriptComparisonTests.rna(
      depth: 100, [(other.name, 50), (call.name, 0)], silent: ["COL1A1"])
    #expect(comparison([call, other], half).sites.map(\.state) == [.notTestable, .balanced])
    // A screen of an earlier version kept no counts; long insertions are not counted from them.
    var older = try TranscriptComparisonTests.rna(depth: 100)
    older.rna?.baseCounts = nil
    #expect(comparison([call], older).sites.first?.reason?.contains("earlier version") == true)
    let long = try TranscriptComparisonTests.call("NM_000088.4:c.3076_3077insGATTACAGATTACAGATTACA")
    let site = try #require(comparison([long], try TranscriptComparisonTests.rna(depth: 100)).sites.first)
    #expect(site.state == .notTestable && site.reason?.contains("--confirm") == true)
  }

  /// Single reads of 36 bases lose most of those with a variant: a balanced allele would be told as reduced.
  @Test func allelesOfShortSingleReadsAreNotCounted() throws {
    let call = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker)
    var rna = try TranscriptComparisonTests.rna(depth: 200, [(call.name, 32)])
    #expect(comparison([call], rna).sites.map(\.state) == [.reduced])
    var own = call
    (own.altDepth, own.refDepth) = (32, 168)
    rna.calls = [own]
    rna.rna?.library = ReportedLibrary(
      fragments: 0, repeatedFraction: 0, copiesPresent: false, antisenseFirst: 0.5, genomicFraction: 0,
      allelesComparable: false)
    let site = try #require(comparison([call], rna).sites.first)
    #expect(site.state == .notTestable && site.reason?.contains("too short") == true && site.balance.total == 0)
  }

  @Test func onlyHeterozygousExonicCallsAreSites() throws {
    let calls = try [
      TranscriptComparisonTests.call("NM_000088.4:c.642+1G>A"),
      TranscriptComparisonTests.call(TranscriptComparisonTests.marker, .homozygous),
      TranscriptComparisonTests.call("NM_000088.4:c.*744C>T"),
    ]
    let rna = try TranscriptComparisonTests.rna(depth: 100)
    #expect(comparison(calls, rna).sites.map(\.call.name) == ["NM_000088.4:c.*744C>T"])
    // The DNA may be on the other assembly.
    let old = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker, on: .grch37)
    let seen = try TranscriptComparisonTests.rna(depth: 100, [(TranscriptComparisonTests.marker, 50)])
    let compared = TranscriptComparison(
      dna: TranscriptComparisonTests.dna([old], on: .grch37), rna: seen, genes: .embedded)
    #expect(compared.sites.map(\.state) == [.balanced])
  }

  @Test func aMixedTranscriptOfAHomozygousSiteIsNoLostAllele() throws {
    let site = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker)
    var rna = try TranscriptComparisonTests.rna(depth: 100, [(site.name, 95)])
    var own = site
    (own.altDepth, own.refDepth, own.vaf, own.zygosity) = (95, 5, 0.95, .mosaic)
    rna.calls = [own]
    rna.rna?.alleleRatios = [
      ReportedAlleleRatio(
        gene: "COL1A1", hgvsC: site.name, source: .called, balance: AlleleBalance(alternate: 95, reference: 5))
    ]
    let record = CaseRecord(id: "x")
    func assessed(_ zygosity: Call.Zygosity) -> CaseAssessment {
      var call = site
      call.zygosity = zygosity
      return CaseAssessment(
        record: record, screen: TranscriptComparisonTests.dna([call]), assay: nil, rna: rna)
    }
    // Heterozygous DNA and 0.95 of the transcripts: the allele without the variant is lost.
    let lost = assessed(.heterozygous)
    #expect(lost.transcripts?.sites.map(\.state) == [.lost] && lost.splicing?.sites.map(\.verdict) == [.alleleLost])
    #expect(lost.splicingInterpretations.first?.observation.contains("the allele without c.3076C>T") == true)
    #expect(assessed(.homozygous).splicing?.sites.isEmpty == true)
  }

  @Test func everyVariantOfTheRNAIsLookedForInTheDNA() throws {
    let names = [
      TranscriptComparisonTests.marker, TranscriptComparisonTests.silentMarker, "NM_000088.4:c.2299G>A",
      "NM_000088.4:c.1984-5C>A", TranscriptComparisonTests.alpha2,
    ]
    let calls = try names.map { try TranscriptComparisonTests.call($0) }
    var rna = try TranscriptComparisonTests.rna(depth: 100)
    rna.calls = calls
    var dna = TranscriptComparisonTests.dna([calls[0], calls[1]])
    dna.calls[1].filter = ["low_quality"]
    func run(_ call: Call, _ verdict: CoverageRun.Verdict) -> CoverageRun {
      CoverageRun(
        chrom: call.chrom, start: call.pos - 5, end: call.pos + 5, gene: call.gene, region: "exon_1", depthMedian: 44,
        verdict: verdict, reason: verdict == .noCall ? "low_depth" : nil)
    }
    dna.coverage = ScreenCoverage(runs: [run(calls[2], .reference), run(calls[3], .noCall)])
    let found = TranscriptComparison(dna: dna, rna: rna, genes: .embedded).variants
    #expect(found.map(\.standing) == [.called, .notCounted, .absent, .noCall, .notKnown])
    #expect(found.map(\.depth) == [nil, nil, 44, nil, nil])
  }

  // MARK: Predictions

  private func assessed(_ calls: [Call], _ rna: ScreenDocument) -> CaseAssessment {
    CaseAssessment(
      record: CaseRecord(id: "x"), screen: TranscriptComparisonTests.dna(calls), assay: nil, rna: rna)
  }

  private func codes(_ assessment: CaseAssessment, of name: String) -> [String] {
    assessment.calls.first { $0.finding.name == name }?.ledger.outcomes.filter { $0.applied != nil }.map(\.code) ?? []
  }

  private func test(_ assessment: CaseAssessment, of name: String) -> TranscriptFinding? {
    assessment.calls.first { $0.finding.name == name }?.transcripts
  }

  @Test func normalRNAContradictsALostSpliceSiteOnlyWithBothAlleles() throws {
    let splice = try TranscriptComparisonTests.call("NM_000088.4:c.642+1G>A")
    let site = try TranscriptComparisonTests.call("NM_000088.4:c.*744C>T")
    let normal = TranscriptComparisonTests.normal
    func seen(_ alternate: Int, _ junctions: [ReportedJunction]) throws -> CaseAssessment {
      assessed(
        [splice, site], try TranscriptComparisonTests.rna(depth: 100, [(site.name, alternate)], junctions: junctions))
    }
    let kept = codes(assessed([splice], try TranscriptComparisonTests.rna(depth: 0)), of: splice.name)
    #expect(kept.contains { $0.hasPrefix("PVS1") || $0.hasPrefix("PM4") }, "the prediction counts by itself: \(kept)")

    let contradicted = try seen(50, normal)
    #expect(test(contradicted, of: splice.name)?.verdict == .contradicted)
    #expect(
      !codes(contradicted, of: splice.name).contains {
        $0.hasPrefix("PVS1") || $0.hasPrefix("PM4") || $0.hasPrefix("PP3")
      })
    #expect(contradicted.flags.map(\.code).contains(.splicingContradicted))

    // The other allele alone gives normal RNA too.
    for (name, assessment) in [
      ("no site", assessed([splice], try TranscriptComparisonTests.rna(depth: 100, junctions: normal))),
      ("one allele", try seen(0, normal)), ("a fifth", try seen(17, normal)),
      (
        "few reads",
        try seen(
          50,
          normal.map { junction in
            var few = junction; few.reads = 5; return few
          })
      ),
    ] {
      #expect(test(assessment, of: splice.name)?.verdict == .notTestable, "\(name)")
      #expect(codes(assessment, of: splice.name) == kept, "\(name)")
    }
    let skip = TranscriptComparisonTests.junction(.exonSkip, "8", ratio: 0.48, effects: [.inFrameExonSkip])
    let confirmed = try seen(50, normal + [skip])
    #expect(test(confirmed, of: splice.name)?.verdict == .confirmed)
    #expect(codes(confirmed, of: splice.name).first?.hasSuffix("(RNA)") == true)
    // A skip that is there, but too rare to count, is no normal RNA.
    var rare = TranscriptComparisonTests.junction(.exonSkip, "8", ratio: 0.2, effects: [.inFrameExonSkip])
    rare.filter = ["low_support"]
    #expect(test(try seen(50, normal + [rare]), of: splice.name)?.verdict == .notTestable)
  }

  @Test(arguments: [
    (0, TranscriptFinding.Verdict.confirmed), (5, .confirmed), (16, .confirmed), (50, .contradicted),
    (100, .contradicted),
  ])
  func decayIsTestedOnTheAlleleItself(_ alternate: Int, _ verdict: TranscriptFinding.Verdict) throws {
    let stop = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker)
    let found = assessed([stop], try TranscriptComparisonTests.rna(depth: 100, [(stop.name, alternate)]))
    #expect(test(found, of: stop.name)?.prediction == .decay && test(found, of: stop.name)?.verdict == verdict)
    #expect(found.flags.map(\.code).contains(.transcriptRemains) == (alternate == 50))
    #expect(codes(found, of: stop.name).contains("PVS1"), "a stop is one whatever becomes of the mRNA")
  }

  @Test func aProvenAlleleNeedsNoPhaseWhereBothAreThere() throws {
    let silent = try TranscriptComparisonTests.call("NM_000088.4:c.642+30C>A")
    let site = try TranscriptComparisonTests.call("NM_000088.4:c.*744C>T")
    let junctions = [TranscriptComparisonTests.junction(.canonical, "8^9")]
    let both = assessed(
      [silent, site], try TranscriptComparisonTests.rna(depth: 100, [(site.name, 50)], junctions: junctions))
    #expect(codes(both, of: silent.name).contains("BP7_Strong (RNA)"))
    let one = assessed(
      [silent, site], try TranscriptComparisonTests.rna(depth: 100, [(site.name, 0)], junctions: junctions))
    #expect(!codes(one, of: silent.name).contains("BP7_Strong (RNA)"))
  }

  // MARK: Whose RNA it is

  private func isDoubted(_ calls: [Call], _ rna: ScreenDocument) -> Bool {
    !assessed(calls, rna).identityDoubts.isEmpty
  }

  @Test func oneAlleleWithoutACauseMayBeAnotherPersons() throws {
    let stop = try TranscriptComparisonTests.call(TranscriptComparisonTests.marker)
    let silent = try TranscriptComparisonTests.call(TranscriptComparisonTests.silentMarker)
    let utr = try TranscriptComparisonTests.call("NM_000088.4:c.*744C>T")
    let other = try TranscriptComparisonTests.call(TranscriptComparisonTests.alpha2)
    func rna(_ alleles: [(name: String, alternate: Int)], silent: Set<String> = []) throws -> ScreenDocument {
      try TranscriptComparisonTests.rna(depth: 100, alleles, silent: silent)
    }
    // Neither allele of these sites is lost by anything that was called.
    #expect(isDoubted([utr], try rna([])))
    #expect(isDoubted([utr], try rna([(utr.name, 100)])))
    #expect(isDoubted([utr, other], try rna([(other.name, 50)])))
    #expect(!isDoubted([utr, other], try rna([(other.name, 50), (utr.name, 50)])))
    // Uncertain splicing is the effect of many harmless variants: it explains nothing unless a site or more is lost.
    var near = try TranscriptComparisonTests.call("NM_000088.4:c.642+30C>A")
    near.collagenEffect = [.spliceUncertain]
    #expect(isDoubted([near, utr], try rna([])))
    #expect(!isDoubted([try TranscriptComparisonTests.call("NM_000088.4:c.642+1G>A"), utr], try rna([])))
    // A null allele explains its own gene, and neither the other one nor both.
    #expect(!isDoubted([stop, utr, other], try rna([(other.name, 50)])))
    #expect(isDoubted([stop, utr, other], try rna([])))
    #expect(isDoubted([stop, other], try rna([(stop.name, 50)])))
    // One site with both alleles supports that it is she; a gene that is not expressed says nothing.
    #expect(!isDoubted([utr, silent], try rna([(silent.name, 50)])))
    #expect(!isDoubted([utr], try rna([], silent: ["COL1A1"])))
    // A reduced allele is no lost one.
    #expect(!isDoubted([utr], try rna([(utr.name, 17)])))
  }
}
