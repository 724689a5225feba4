// A finished screen as evidence and the report see it: calls, what was not covered, and where it came from.

package import BioSequence
import TypeICollagen
import Documents
import DocumentsYAML

/// The screen of one sample.
package struct ScreenFinding: Sendable, Hashable {
  /// A run of target bases without a call.
  package struct Gap: Sendable, Hashable {
    /// Chromosome with `chr`.
    package var chrom: String
    /// 0-based start.
    package var start: Int
    /// 0-based end (exclusive).
    package var end: Int
    /// Gene symbol.
    package var gene: String
    /// Region of the target, such as `exon_7`.
    package var region: String
    /// Median depth.
    package var depthMedian: Int
    /// Why there is no call.
    package var reason: String

    /// A gap from its parts.
    package init(
      chrom: String, start: Int, end: Int, gene: String, region: String, depthMedian: Int, reason: String
    ) {
      self.chrom = chrom
      self.start = start
      self.end = end
      self.gene = gene
      self.region = region
      self.depthMedian = depthMedian
      self.reason = reason
    }

    /// Whether bases of an exon are among those without a call; regions are named `exon_n` for them.
    package var isExonic: Bool { region.hasPrefix("exon") }
  }

  /// The depth of a run of target bases.
  package struct Depth: Sendable, Hashable {
    /// 0-based start on the chromosome.
    package var start: Int
    /// 0-based end (exclusive).
    package var end: Int
    /// Gene symbol.
    package var gene: String
    /// Median depth.
    package var depth: Int

    init?(node: DocumentNode) {
      guard let start = node["start"]?.integer, let end = node["end"]?.integer, 0 <= start, start < end, end < 1 << 40,
        let gene = node["gene"]?.text, let depth = node["depthMedian"]?.integer, depth >= 0
      else { return nil }
      self.start = start
      self.end = end
      self.gene = gene
      self.depth = depth
    }
  }

  /// An input file.
  package struct Input: Sendable, Hashable {
    /// Base name.
    package var name: String
    /// Size in bytes.
    package var bytes: Int
    /// SHA-256 in hexadecimal.
    package var sha256: String
    /// `verified` or `unproven`.
    package var completeness: String
  }

  /// The allele fractions, 0-1, from which a substitution is called with a chance of `power`.
  package struct DetectionLimit: Sendable, Hashable {
    /// The chance, 0-1.
    package let power: Double
    /// At half of the target bases this or less.
    package let median: Double
    /// At the worst base; 1 where nothing is found.
    package let worst: Double

    /// The limits as `coverage.detectionLimit` holds them; `nil` if a number is missing or no share.
    init?(node: DocumentNode) {
      let numbers = ["power", "median", "worst"].map { node[$0]?.number ?? -1 }
      guard numbers.allSatisfy({ (0...1).contains($0) }) else { return nil }
      power = numbers[0]
      median = numbers[1]
      worst = numbers[2]
    }

    /// The limits in one sentence.
    package var sentence: String {
      func percent(_ share: Double) -> String { decimal((share * 1000).rounded(.up) / 10, 4) + " %" }
      let worst =
        worst >= 1 ? "at the worst base none is called" : "at the worst base of \(percent(worst))"
      return
        "Limit of detection: a substitution is called with a chance of \(percent(power)) from an allele fraction of "
        + "\(percent(median)) on at half of the target bases; \(worst)."
    }
  }

  /// The sample's name.
  package var sample: String
  /// Assembly of all coordinates.
  package var assembly: Assembly
  /// Program and version that made it.
  package var version = ""
  /// Variants that count.
  package var calls: [SequenceFinding] = []
  /// Records that did not pass the filters.
  package var failed: [SequenceFinding] = []
  /// Target bases; `nil` if the source has no coverage (a VCF).
  package var targetBases: Int?
  /// Target bases without a call.
  package var noCallBases = 0
  /// Where they lie, exons first, longest first.
  package var gaps: [Gap] = []
  /// The depth over the target, run by run; empty if the source does not tell it.
  package var depths: [Depth] = []
  /// Allele fractions from which a substitution is called, if the screen tells them.
  package var detectionLimit: DetectionLimit?
  /// What the messages show, if the molecule was RNA.
  package var messages: MessageFinding?
  /// Input files.
  package var inputs: [Input] = []
  /// Reads in, used.
  package var reads: (total: Int, used: Int) { (readsTotal, readsUsed) }
  var readsTotal = 0
  var readsUsed = 0
  /// What the screen warned of.
  package var warnings: [String] = []
  /// Facts about the run, name and value, sorted by name.
  package var settings: [CriterionOutcome.Input] = []

  /// An empty screen of a sample.
  package init(sample: String, assembly: Assembly) {
    self.sample = sample
    self.assembly = assembly
  }

  /// Exon gaps before others, longer before shorter, then by place.
  static func ordered(_ gaps: [Gap]) -> [Gap] {
    gaps.sorted { left, right in
      if left.isExonic != right.isExonic { return left.isExonic }
      if left.end - left.start != right.end - right.start { return left.end - left.start > right.end - right.start }
      return left.chrom == right.chrom ? left.start < right.start : left.chrom < right.chrom
    }
  }
}

extension ScreenFinding {
  /// Reads the JSON of a screen (schema `collagen.screen/1`).
  ///
  /// - Throws: ``EvidenceError`` if the text is no such document.
  package init(json text: String, file: String) throws(EvidenceError) {
    let document = try DocumentNode.parse(text, file: file)
    func fault(_ place: String, _ reason: String) -> EvidenceError {
      EvidenceError(InputFault(.invalidValue, file: file, line: document.mark.line, place: place, reason: reason))
    }
    guard document["schemaVersion"]?.text == "collagen.screen/1" else {
      throw fault("schemaVersion", "not the JSON of a screen (collagen.screen/1)")
    }
    guard let sample = document["sample"]?.text, let name = document["assembly"]?.text,
      let assembly = Assembly(rawValue: name), let counts = document["counts"], let coverage = document["coverage"]
    else { throw fault("", "sample, assembly, counts and coverage are needed") }
    self.init(sample: sample, assembly: assembly)
    version = document["version"]?.text ?? ""
    readsTotal = counts["reads"]?.integer ?? 0
    readsUsed = counts["used"]?.integer ?? 0
    for (index, call) in (document["calls"]?.elements ?? []).enumerated() {
      guard let finding = SequenceFinding(screenCall: call, assembly: assembly) else {
        throw EvidenceError(
          InputFault(
            .invalidValue, file: file, line: call.mark.line, column: call.mark.column, place: "calls[\(index + 1)]",
            reason: "a call needs gene and filter"))
      }
      if finding.isPass { calls.append(finding) } else { failed.append(finding) }
    }
    targetBases = coverage["targetBases"]?.integer
    noCallBases = coverage["noCall"]?.integer ?? 0
    gaps = ScreenFinding.ordered((coverage["noCalls"]?.elements ?? []).compactMap(Gap.init(node:)))
    depths = (coverage["depths"]?.elements ?? []).compactMap(Depth.init(node:))
    detectionLimit = coverage["detectionLimit"].flatMap(DetectionLimit.init(node:))
    messages = document["rna"].flatMap { $0.entries.isEmpty ? nil : MessageFinding(node: $0) }
    inputs = (document["inputs"]?.elements ?? []).map { input in
      Input(
        name: input["name"]?.text ?? "", bytes: input["bytes"]?.integer ?? 0, sha256: input["sha256"]?.text ?? "",
        completeness: input["completeness"]?.text ?? "")
    }
    warnings = (document["warnings"]?.elements ?? []).compactMap(\.text)
    settings = (document["settings"]?.entries ?? []).map { CriterionOutcome.Input($0.key, $0.value.text ?? "") }
      .sorted { $0.name < $1.name }
  }
}

extension ScreenFinding.Gap {
  init?(node: DocumentNode) {
    guard let chrom = node["chrom"]?.text, let start = node["start"]?.integer, let end = node["end"]?.integer,
      start >= 0, start <= end, let gene = node["gene"]?.text
    else { return nil }
    self.init(
      chrom: chrom, start: start, end: end, gene: gene, region: node["region"]?.text ?? "",
      depthMedian: node["depthMedian"]?.integer ?? 0, reason: node["reason"]?.text ?? "")
  }
}

extension SequenceFinding {
  /// A call of a screen's JSON.
  init?(screenCall call: DocumentNode, assembly: Assembly) {
    guard let gene = call["gene"]?.text, let filter = call["filter"]?.text else { return nil }
    func text(_ key: String) -> String { call[key]?.text ?? "" }
    self.init(gene: gene, hgvsC: text("hgvs_c"), hgvsP: text("hgvs_p"), consequence: text("consequence"))
    self.assembly = assembly
    self.filter = filter
    variantClass = text("class")
    chrom = text("chrom")
    pos = call["pos"]?.integer ?? 0
    ref = text("ref")
    alt = text("alt")
    end = call["end"]?.integer ?? 0
    hgvsG = text("hgvs_g")
    effects = (call["collagen_effect"]?.elements ?? []).compactMap { $0.text.flatMap(CollagenEffect.init(rawValue:)) }
    exon = text("exon")
    legacyExon = text("legacy_exon")
    genotype = text("genotype")
    zygosity = text("zygosity")
    depth = call["depth"]?.integer ?? 0
    altDepth = call["alt_depth"]?.integer ?? 0
    vaf = call["vaf"]?.number ?? 0
    vafLow = call["vaf_low"]?.number ?? 0
    vafHigh = call["vaf_high"]?.number ?? 0
    quality = call["quality"]?.integer ?? 0
    known = text("known")
    givenHelixResidue = call["helix_residue"]?.integer.flatMap { $0 >= 1 ? $0 : nil }
  }
}
