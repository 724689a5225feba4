// The same variants give the same evidence, whether they come as the JSON of a screen or as a bare VCF of any writing.

import BioSequence
import Documents
import HGVS
import Numerics
import Reporting
import Testing
import TypeICollagen
import VariantNaming

@testable import Evidence
@testable import Knowledge

@Suite struct ScreenAndVCFEvidenceTests {
  private static let seed: UInt64 = 13_003

  /// Variants of every class: codons, splice sites, introns, whole exons, ends of the genes.
  private static func annotations(_ count: Int) -> [VariantAnnotation] {
    var random = SplitMix64(seed: seed)
    var found: [VariantAnnotation] = []
    var seen: Set<String> = []
    while found.count < count {
      let index = Int.random(in: 0...1, using: &random)
      let gene = GeneCatalog.embedded.genes[index]
      let exons = gene.record.preferredTranscript.exons
      let exon = exons[Int.random(in: 0..<exons.count, using: &random)]
      func bases(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) } }
      let place = Int.random(in: exon.lowerBound - 12...exon.upperBound + 12, using: &random)
      let length = Int.random(in: 1...20, using: &random)
      var variant: Variant
      switch found.count % 7 {
      case 0, 1: variant = Variant(range: place..<place + 1, replacement: DNASequence(codes: bases(1)))
      case 2: variant = Variant(range: place..<place + length, replacement: DNASequence())
      case 3: variant = Variant(range: place..<place, replacement: DNASequence(codes: bases(length)))
      case 4:
        let copy = gene.model.codes[place..<place + length]
        variant = Variant(range: place..<place, replacement: DNASequence(codes: Array(copy)))
      case 5: variant = Variant(range: place..<place + length, replacement: DNASequence(codes: bases(3)))
      default:
        variant = Variant(range: exon.lowerBound - 15..<exon.upperBound + length, replacement: DNASequence())
      }
      variant = variant.leftAligned(on: gene.record.sequence)
      let differs = gene.model.placement(on: .grch37)?.differs(
        inRecordRange: variant.range.lowerBound - 40..<variant.range.upperBound + 40)
      let named = annotate(variant: variant, gene: gene)
      guard differs == false, named.variantClass != .reference, seen.insert(named.hgvsRecord).inserted else { continue }
      found.append(named)
    }
    return found
  }

  /// The screen of the variants, written and read again.
  private static func screen(_ annotations: [VariantAnnotation], _ assembly: Assembly) throws -> ScreenDocument {
    var screen = ScreenDocument(sample: "S", assembly: assembly)
    screen.counts = ReadCounts(reads: 9, used: 9, filtered: [:], unmapped: 0)
    screen.settings = ScreenSettings()
    screen.coverage = ScreenCoverage(runs: [], detectionLimits: [])
    screen.calls = try annotations.map { named in
      var call = try #require(Call(named, assembly: assembly))
      (call.genotype, call.zygosity, call.filter) = ("0/1", .heterozygous, ["PASS"])
      (call.depth, call.refDepth, call.altDepth, call.vaf) = (40, 20, 20, 0.5)
      return call
    }
    return try ScreenDocument(json: screen.text(), file: "S.json")
  }

  /// The same variants in a VCF that has nothing but their alleles and genotypes.
  private static func vcf(_ screen: ScreenDocument, naming: Int) throws -> VCFCase {
    var lines = ["##fileformat=VCFv4.2", "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS"]
    for call in screen.calls {
      let gene = try #require(GeneCatalog.embedded.gene(symbol: call.gene))
      let mapping = try #require(gene.record.mapping(on: screen.assembly))
      let contig = ([mapping.chromosome, mapping.contig, mapping.accession] + mapping.otherNames)[naming]
      lines.append("\(contig)\t\(call.pos)\t.\t\(call.ref)\t\(call.alt)\t.\tPASS\t.\tGT\t0/1")
    }
    return try VCFCase(Array((lines.joined(separator: "\n") + "\n").utf8), file: "S.vcf", names: ["S"])
  }

  private static func known(_ screen: ScreenDocument) throws -> KnownVariants {
    var lines = ["##fileformat=VCFv4.1", "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"]
    for (index, call) in screen.calls.enumerated() where index % 3 != 1 {
      let significance = ["Pathogenic", "Likely_pathogenic", "Benign"][index / 3 % 3]
      lines.append(
        "\(call.chrom)\t\(call.pos)\t\(index)\t\(call.ref)\t\(call.alt)\t.\t.\tCLNSIG=\(significance);AF_EXAC=\(index % 5 == 0 ? "0.02" : "0.00001");"
          + "CLNREVSTAT=reviewed_by_expert_panel")
    }
    return try KnownVariants(vcf: Array((lines.joined(separator: "\n") + "\n").utf8), file: "k.vcf")
  }

  /// Everything that the evidence of a call says.
  private static func said(_ call: AssessedCall) -> [String] {
    let meaning = call.meaning
    return call.ledger.outcomes.map { outcome in
      let inputs = outcome.inputs.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      return "\(outcome.code) \(outcome.status) \(outcome.rule) \(outcome.reason) \(inputs)"
    } + [
      "\(call.ledger.points) \(call.ledger.pointsClass.rawValue) \(meaning.molecularClass.rawValue) \(meaning.decay.rawValue)",
      "\(meaning.helixResidue ?? 0) \(meaning.event?.words ?? "") \(meaning.splicedExon ?? -1) \(call.finding.label)",
      "\(call.finding.consequenceText ?? "") \(call.finding.collagenEffectText ?? "") \(call.finding.exon ?? "")",
    ]
  }

  @Test(arguments: Assembly.allCases) func aScreenAndABareVCFOfTheSameVariantsGiveTheSameEvidence(
    _ assembly: Assembly
  ) throws {
    let annotations = ScreenAndVCFEvidenceTests.annotations(320)
    let screen = try ScreenAndVCFEvidenceTests.screen(annotations, assembly)
    var record = CaseRecord(id: "S")
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    let axis = AxisReading(kind: .synthesis, value: -0.3, controlMean: 0, controlSD: 0.08, controls: 9)
    let assay = AssayFinding(line: "S", verdict: .quantitative, axes: [axis], power: 0.99)
    var inputs = AssessmentInputs()
    inputs.known = try ScreenAndVCFEvidenceTests.known(screen)
    let expected = CaseAssessment(record: record, screen: screen, assay: assay, inputs: inputs)
    #expect(expected.calls.count == 320)
    for naming in 0...3 {
      let vcf = try ScreenAndVCFEvidenceTests.vcf(screen, naming: naming)
      #expect(vcf.notInterpreted.isEmpty && vcf.withoutGenotype.isEmpty && vcf.screen.assembly == assembly)
      let found = CaseAssessment(record: record, screen: nil, vcf: vcf, assay: assay, inputs: inputs)
      let pairs = zip(expected.calls, found.calls).map {
        (ScreenAndVCFEvidenceTests.said($0.0), ScreenAndVCFEvidenceTests.said($0.1))
      }
      #expect(pairs.count == 320 && found.calls.count == 320, "seed \(ScreenAndVCFEvidenceTests.seed)")
      let wrong = pairs.filter { $0.0 != $0.1 }
      let first = wrong.first.map { pair in zip(pair.0, pair.1).filter { $0 != $1 }.map { "\($0) | \($1)" } } ?? []
      #expect(
        wrong.isEmpty, "seed \(ScreenAndVCFEvidenceTests.seed), \(assembly), naming \(naming): \(first.prefix(3))")
    }
  }

  /// The short ways to write a protein change, made from its canonical name.
  private static func forms(_ name: String) -> [String] {
    let bare = String(name.split(separator: ":").last ?? "")
    let open = bare.replacing("(", with: "").replacing(")", with: "")
    var short = open
    for residue in AminoAcid.allCases where residue != .ter {
      short = short.replacing(residue.threeLetter, with: String(residue.rawValue))
    }
    short = short.replacing("Ter", with: "*")
    return [bare, open, String(open.dropFirst(2)), "p.(" + short.dropFirst(2) + ")", short, String(short.dropFirst(2))]
  }

  @Test func everyFormOfAProteinNameGivesTheSameEvidence() throws {
    var seen = 0
    for named in ScreenAndVCFEvidenceTests.annotations(320) {
      guard let protein = named.hgvsP, protein.contains("p.("), let call = Call(named, assembly: .grch38) else {
        continue
      }
      let expected = try #require(CriteriaAssessor(call, inputs: AssessmentInputs())?.assessed())
      // The name itself is an input of the ledger, so only what follows from it is compared.
      func followed(_ call: AssessedCall) -> [String] {
        call.ledger.outcomes.map { "\($0.code) \($0.status) \($0.rule) \($0.reason)" }
          + [
            "\(call.meaning.molecularClass) \(call.meaning.decay) \(call.meaning.stop ?? 0) \(call.meaning.residue ?? 0)"
          ]
      }
      for form in ScreenAndVCFEvidenceTests.forms(protein) {
        var other = call
        other.hgvsP = form
        let found = try #require(CriteriaAssessor(other, inputs: AssessmentInputs())?.assessed())
        #expect(followed(found) == followed(expected), "\(form) of \(protein)")
        seen += 1
      }
    }
    #expect(seen > 600)
  }
}
