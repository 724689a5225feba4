// The JSON of a screen: schema in schemas/screen.schema.json.

import BioSequence

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON text of a ``ScreenReport``: sorted keys, two-space indentation, no dates, hosts or paths.
package enum ScreenJSON {
  /// The version of the form, raised when a field changes its meaning or goes away.
  package static let schemaVersion = "collagen.screen/1"

  /// The version of the exon depths' form and of how they are counted; other ones cannot be compared.
  package static let exonDepthForm = "collagen.exon-depth/1"

  /// The whole document.
  package static func text(_ report: ScreenReport, version: String) -> String {
    let document = Document(
      schemaVersion: schemaVersion, version: version, sample: report.sample, assembly: report.assembly.rawValue,
      inputs: report.inputs, inputCompleteness: report.inputCompleteness.rawValue, counts: report.counts,
      calls: report.calls.map(Call.init), coverage: Coverage(report), confirmations: report.confirmations,
      rna: report.messages, warnings: report.warnings,
      settings: Dictionary(uniqueKeysWithValues: report.settings.map { ($0.name, $0.value) }),
      exonDepth: ExonDepth(form: exonDepthForm, genes: report.exonDepth))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(document) else { preconditionFailure("plain values always encode") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    let schemaVersion: String
    let version: String
    let sample: String
    let assembly: String
    let inputs: [ReportedInput]
    let inputCompleteness: String
    let counts: ReadCounts
    let calls: [Call]
    let coverage: Coverage
    let confirmations: [Confirmation]
    let rna: MessageReport?
    let warnings: [String]
    let settings: [String: String]
    let exonDepth: ExonDepth
  }

  private struct ExonDepth: Encodable {
    let form: String
    let genes: [ReportedExonDepth]
  }

  /// The same names as the columns of `variants.tsv`, numbers as numbers, absent values as null.
  private struct Call: Encodable {
    let values: ReportedCall

    init(_ call: ReportedCall) { values = call }

    enum CodingKeys: String, CodingKey {
      case gene, variantClass = "class", chrom, pos, ref, alt, end, svtype
      case hgvsG = "hgvs_g", hgvsLRG = "hgvs_lrg", hgvsC = "hgvs_c", hgvsP = "hgvs_p"
      case positionInterval = "cipos", endInterval = "ciend", copyNumber = "copy_number", probability
      case consequence, exon, legacyExon = "legacy_exon", helixResidue = "helix_residue"
      case tripletPosition = "triplet_position", collagenEffect = "collagen_effect"
      case genotype, zygosity, depth, referenceDepth = "ref_depth", altDepth = "alt_depth"
      case vaf, vafLow = "vaf_low", vafHigh = "vaf_high", quality, qual, filter, phaseSet = "phase_set", known
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      func text(_ value: String, _ key: CodingKeys) throws {
        if value.isEmpty { try container.encodeNil(forKey: key) } else { try container.encode(value, forKey: key) }
      }
      func share(_ value: Double, _ key: CodingKeys) throws {
        try container.encode((value * 10_000).rounded() / 10_000, forKey: key)
      }
      try text(values.gene, .gene)
      try text(values.variantClass, .variantClass)
      try text(values.chrom, .chrom)
      try container.encode(values.pos, forKey: .pos)
      try text(values.ref, .ref)
      try text(values.alt, .alt)
      if let event = values.symbolic {
        try container.encode(event.end, forKey: .end)
        try container.encode(event.type, forKey: .svtype)
        let (position, end) = (event.positionInterval, event.endInterval)
        try container.encode([position.lowerBound, position.upperBound], forKey: .positionInterval)
        try container.encode([end.lowerBound, end.upperBound], forKey: .endInterval)
        try container.encodeIfPresent(event.copyNumber, forKey: .copyNumber)
        if let probability = event.probability { try share(probability, .probability) }
      }
      try text(values.hgvsG, .hgvsG)
      try text(values.hgvsLRG, .hgvsLRG)
      try text(values.hgvsC, .hgvsC)
      try text(values.hgvsP, .hgvsP)
      try text(values.consequence, .consequence)
      try text(values.exon, .exon)
      try text(values.legacyExon, .legacyExon)
      try container.encode(Int(values.helixResidue), forKey: .helixResidue)
      try text(values.tripletPosition, .tripletPosition)
      try container.encode(values.collagenEffect.split(separator: "&").map(String.init), forKey: .collagenEffect)
      try text(values.genotype, .genotype)
      try text(values.zygosity, .zygosity)
      try container.encode(values.depth, forKey: .depth)
      try container.encode(values.referenceDepth, forKey: .referenceDepth)
      try container.encode(values.altDepth, forKey: .altDepth)
      try share(values.vaf, .vaf)
      try share(values.vafLow, .vafLow)
      try share(values.vafHigh, .vafHigh)
      try container.encode(values.quality, forKey: .quality)
      try container.encode(values.variantQuality, forKey: .qual)
      try text(values.filter, .filter)
      try container.encode(values.phaseSet, forKey: .phaseSet)
      try text(values.known, .known)
    }
  }

  private struct Coverage: Encodable {
    let targetBases: Int
    let reference: Int
    let variant: Int
    let noCall: Int
    let noCallByReason: [String: Int]
    let noCalls: [CoverageRow]
    let depths: [Depth]
    let detectionLimit: Summary?
    let detectionLimits: [DetectionRun]

    /// The median depth of a run of target bases.
    struct Depth: Encodable {
      let chrom: String
      let start: Int
      let end: Int
      let gene: String
      let depthMedian: Int
    }

    struct Summary: Encodable {
      let power: Double
      let median: Double
      let worst: Double
    }

    init(_ report: ScreenReport) {
      targetBases = report.targetBases
      reference = report.bases(verdict: "reference")
      variant = report.bases(verdict: "variant")
      noCalls = report.coverage.filter { $0.verdict == "no_call" }
      noCall = report.bases(verdict: "no_call")
      depths = report.coverage.map {
        Depth(chrom: $0.chrom, start: $0.start, end: $0.end, gene: $0.gene, depthMedian: $0.depthMedian)
      }
      detectionLimits = report.detection
      detectionLimit = report.detectionSummary.map { Summary(power: 0.95, median: $0.median, worst: $0.worst) }
      noCallByReason = Dictionary(noCalls.map { ($0.reason, $0.end - $0.start) }, uniquingKeysWith: +)
    }
  }
}
