// What the transcripts of an RNA sample show: junctions, aberrant splicing, and the balance of the two alleles.

package import Documents
package import TypeICollagen

/// One junction or one aberrant splicing event: a row of `junctions.tsv`.
///
/// Coordinates are those of the screen's assembly, 0-based and half-open: what lies between the two ends of the junction,
/// or what was kept of an intron. `nil` and an empty list stand for "does not apply".
package struct ReportedJunction: Sendable, Hashable, Codable, ValidatedDocument {
  /// What kind of junction.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    case canonical
    case exonSkip = "exon_skip"
    case crypticDonor = "cryptic_donor"
    case crypticAcceptor = "cryptic_acceptor"
    case crypticExon = "cryptic_exon"
    case intronRetention = "intron_retention"
  }

  /// Gene symbol.
  package var gene: String
  /// What kind of junction.
  package var kind: Kind
  /// Chromosome with `chr`.
  package var chrom: String
  /// 0-based start on the chromosome.
  package var start: Int
  /// 0-based end (exclusive).
  package var end: Int
  /// Fragments that show it, mates counted once.
  package var reads: Int
  /// Fraction of transcripts that have it, 0-1.
  package var ratio: Double
  /// Lower end of the 95 % interval.
  package var ratioLow: Double
  /// Upper end of the 95 % interval.
  package var ratioHigh: Double
  /// Number of independent fragments that the interval rests on.
  package var fragments: Double
  /// Exons that are left out or changed, `8` or `8-9`; an intron as `8i`; the two exons of a known junction as `8^9`.
  package var exon: String
  /// Bases by which the transcript is longer, negative when shorter.
  package var length: Int
  /// What it does to the chain, for people; `nil` for known junctions.
  package var consequence: String?
  /// Effects on collagen.
  package var collagenEffect: [CollagenEffect]
  /// Name of the changed transcript.
  package var hgvsR: String?
  /// The reference's two bases at a new site, such as `GT` (donor) or `AG` (acceptor); `nil` where no site is new.
  package var site: String?
  /// `PASS` for an event that counts, `low_support` or `repeated_starts` for one that does not; empty for known junctions.
  package var filter: [String]
  /// Fraction (0-1) of all spliced transcripts there, whatever form they have; of forms that share a site they add to 1.
  package var psi: Double?
  /// Lower end of the 95 % interval of ``psi``.
  package var psiLow: Double?
  /// Upper end of the 95 % interval of ``psi``.
  package var psiHigh: Double?
  /// Lower end of the range of ``psi`` in 95 % of controls.
  package var normalLow: Double?
  /// Upper end of that range.
  package var normalHigh: Double?
  /// Probability of so many fragments or more in a sample like the controls.
  package var pValue: Double?
  /// Of a known junction: the smallest PSI of another form that would have shown in one fragment, with 95 % confidence.
  package var smallestPsi: Double?
  /// Name of the protein that the changed transcript makes.
  package var hgvsP: String?
  /// Of a known junction: what can be said of it.
  package var verdict: Verdict?
  /// Longest of the shorter sides that a read has at the junction, in bases.
  package var overhang: Int?
  /// Name of a variant of the gene that would give the same transcript: RNA alone does not tell it from a new splice site.
  package var variantAlternative: String?
  /// Of a known junction: the fraction (0-1) of the fragments with another spliced junction beside it that keep its intron,
  /// transcripts that are not spliced yet among them. What a later sample is compared with if this one is a control.
  package var keptFraction: Double?
  /// Fragments that ``keptFraction`` rests on.
  package var keptFragments: Double?

  /// The fraction of another form that is excluded where a junction is told to be as annotated.
  package static let excludedForm = 0.05

  /// What can be said of a known junction.
  package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// Another form in 5 % of the transcripts or more is excluded.
    case asAnnotated = "as_annotated"
    /// An event that counts uses one of its sites.
    case aberrant
    /// Too few fragments, or a gene that is not expressed.
    case noCall = "no_call"
  }

  /// A row; fractions are rounded as documents hold them.
  package init(
    gene: String, kind: Kind, chrom: String, start: Int, end: Int, reads: Int, ratio: Fraction, fragments: Double,
    exon: String, length: Int = 0, consequence: String? = nil, collagenEffect: [CollagenEffect] = [],
    hgvsR: String? = nil, site: String? = nil, filter: [String] = [], psi: Fraction? = nil, smallestPsi: Double? = nil,
    hgvsP: String? = nil, verdict: Verdict? = nil, overhang: Int? = nil, variantAlternative: String? = nil
  ) {
    self.overhang = overhang
    self.psi = psi?.value.rounded4
    psiLow = psi?.low.rounded4
    psiHigh = psi?.high.rounded4
    self.smallestPsi = smallestPsi?.rounded4
    self.hgvsP = hgvsP
    self.verdict = verdict
    self.variantAlternative = variantAlternative
    self.gene = gene
    self.kind = kind
    self.chrom = chrom
    self.start = start
    self.end = end
    self.reads = reads
    self.ratio = ratio.value.rounded4
    ratioLow = ratio.low.rounded4
    ratioHigh = ratio.high.rounded4
    self.fragments = (fragments * 10).rounded() / 10
    self.exon = exon
    self.length = length
    self.consequence = consequence
    self.collagenEffect = collagenEffect
    self.hgvsR = hgvsR
    self.site = site
    self.filter = filter
  }

  /// Whether this is no known junction.
  package var isEvent: Bool { kind != .canonical }

  /// Whether this is aberrant splicing that counts.
  package var isCalled: Bool { isEvent && filter == ["PASS"] }

  /// The fraction of transcripts with its interval: of all there if that is known, otherwise of the two forms.
  package var fraction: Fraction {
    guard let psi, let psiLow, let psiHigh else { return Fraction(ratio, ratioLow, ratioHigh) }
    return Fraction(psi, psiLow, psiHigh)
  }

  /// Whether the reference has no GT or AG at a new site: the sample's own variant made it, or bases of the gene are gone.
  package var needsOtherEvidence: Bool { site.map { !["GT", "AG", "AG-GT"].contains($0) } ?? false }

  package func validate() throws(InvalidValue) {
    try check("start", start, in: DocumentRange.offset)
    try check("end", end, in: DocumentRange.offset)
    try require(start <= end, "end", "before start")
    try check("reads", reads, in: DocumentRange.depth)
    try check("fragments", fragments, in: 0...1e9)
    try check("length", length, in: -1_000_000...1_000_000)
    try require(kind != .canonical || length == 0, "length", "a known junction leaves the transcript as long as it is")
    try require(kind != .intronRetention || length > 0, "length", "a kept intron makes the transcript longer")
    try check(("ratio", ratio), ("ratio_low", ratioLow), ("ratio_high", ratioHigh))
    try check(("psi", psi), ("psi_low", psiLow), ("psi_high", psiHigh))
    for (name, value) in [
      ("normal_low", normalLow), ("normal_high", normalHigh), ("p_value", pValue), ("smallest_psi", smallestPsi),
    ] { try check(name, value, in: DocumentRange.fraction) }
    try check("kept_fraction", keptFraction, in: DocumentRange.fraction)
    try check("kept_fragments", keptFragments, in: 0...1e9)
    if let overhang { try check("overhang", overhang, in: DocumentRange.depth) }
    try require(filter.isEmpty != isEvent, "filter", "an event has a filter, and only that")
    if !isEvent { try checkKnownJunction() }
  }

  /// What is said of a known junction follows from its fragments.
  private func checkKnownJunction() throws(InvalidValue) {
    let most = ReportedJunction.excludedForm
    try require(
      verdict != .asAnnotated || smallestPsi.map { $0 <= most + 1e-4 } ?? true, "verdict",
      "as annotated, and another form in \(Int(100 * most)) % of the transcripts is not excluded")
    try require(reads > 0 || psi ?? 0 == 0, "psi", "above 0 without a read over the junction")
    try require(fragments > 0 || (psiLow ?? 0 == 0 && psiHigh ?? 1 == 1), "psi_low", "an interval without a fragment")
  }
}

/// Everything that an RNA sample says beside variants and coverage: the part `rna` of a screen.
package struct SplicingReport: Sendable, Hashable, Codable, ValidatedDocument {
  /// The known junctions and the aberrant ones, by place.
  package var junctions: [ReportedJunction]
  /// Heterozygous sites and queried sites, by place.
  package var alleleRatios: [ReportedAlleleRatio]
  /// Fraction of fragments that run on into an intron where the transcript is spliced, over all junctions.
  package var unsplicedFraction: Double
  /// What every base of the transcripts shows; `nil` in documents that were written before there was such a key.
  package var baseCounts: [BaseCounts]?
  /// How much of each gene was seen.
  package var expression: [ReportedExpression]?
  /// The expression of the first gene relative to the second one.
  package var expressionRatio: ReportedExpressionRatio?
  /// The library.
  package var library: ReportedLibrary?
  /// Number of controls that junctions were compared with.
  package var controls: Int?

  /// A report from its parts.
  package init(
    junctions: [ReportedJunction], alleleRatios: [ReportedAlleleRatio], unsplicedFraction: Double,
    expression: [ReportedExpression]? = nil, expressionRatio: ReportedExpressionRatio? = nil,
    library: ReportedLibrary? = nil, controls: Int? = nil, baseCounts: [BaseCounts]? = nil
  ) {
    self.junctions = junctions
    self.alleleRatios = alleleRatios
    self.baseCounts = baseCounts
    self.unsplicedFraction = unsplicedFraction.rounded4
    self.expression = expression
    self.expressionRatio = expressionRatio
    self.library = library
    self.controls = controls
  }

  package func validate() throws(InvalidValue) {
    try check("unspliced_fraction", unsplicedFraction, in: DocumentRange.fraction)
  }

  /// Aberrant splicing, called or not, what counts first.
  package var events: [ReportedJunction] { calledEvents + junctions.filter { $0.isEvent && !$0.isCalled } }
  /// Aberrant splicing that counts.
  package var calledEvents: [ReportedJunction] { junctions.filter(\.isCalled) }
  /// Number of known junctions.
  package var knownJunctions: Int { junctions.count { !$0.isEvent } }
  /// Number of known junctions that a fragment crosses.
  package var seenJunctions: Int { junctions.count { !$0.isEvent && $0.reads > 0 } }

  /// Every site once: one that was queried and called too counts as queried.
  package var sites: [ReportedAlleleRatio] {
    var seen: Set<String> = []
    return alleleRatios.filter { seen.insert($0.gene + "\t" + $0.hgvsC).inserted }
  }

  /// Known junctions at which another form in 5 % of the transcripts is not excluded, and none was called.
  package var undecidedJunctions: [ReportedJunction] { junctions.filter { $0.verdict == .noCall } }

  /// The result in a word or two.
  ///
  /// - Parameter borders: what is open at borders of exons, as ``ScreenDocument/openBorders(genes:)`` tells it.
  package func splicingWord(borders: [String] = []) -> String {
    if seenJunctions == 0 { return "not seen" }
    let open = borders.isEmpty ? "" : "not resolved at \(borders.count) exon border\(borders.count == 1 ? "" : "s")"
    guard calledEvents.isEmpty else { return "\(calledEvents.count) found" + (open.isEmpty ? "" : ", \(open)") }
    guard open.isEmpty else { return open }
    let undecided = undecidedJunctions.count
    if undecided == 0 { return "as annotated" }
    return undecided == knownJunctions
      ? "no call at any junction" : "as annotated, no call at \(undecided) of \(knownJunctions) junctions"
  }

  /// Genes of which too little was seen, for people.
  package var unseenGenes: [String] {
    (expression ?? []).filter { $0.level != .expressed }.map {
      $0.level == .low
        ? "\($0.gene) is expressed at less than 2 % of the other gene: its junctions have no call."
        : "\($0.gene) is not expressed: its junctions have no call."
    }
  }

  /// The result in one sentence or two; the reports of a sample and of a case say it alike.
  ///
  /// - Parameters:
  ///   - borders: what the transcripts show at borders of exons that may be another splice site.
  ///   - name: how names of sites are told.
  package func sentence(borders: [String] = [], _ name: (String) -> String = { $0 }) -> String {
    let found = calledEvents
    var text =
      switch found.count {
      case 0 where seenJunctions == 0: "No spliced transcript was seen."
      case 0: borders.isEmpty ? unchanged : "Whether splicing is as annotated is not known."
      case 1: "One aberrant splicing event was found, in \(found[0].gene)."
      default: "\(found.count) aberrant splicing events were found."
      }
    if seenJunctions > 0, !borders.isEmpty {
      let told = borders.prefix(SplicingReport.bordersTold).joined(separator: ", and ")
      let more = borders.count - SplicingReport.bordersTold
      text += " The transcripts show \(told)\(more > 0 ? ", and \(more) more" : ""): "
      text += (borders.count == 1 ? "this may be" : "these may be") + " another splice site."
    }
    for gene in unseenGenes { text += " " + gene }
    let lost = sites.filter { $0.verdict == .alleleLost }.map { name($0.hgvsC) }
    if expressionRatio?.isUnusual == true, let ratioSentence { text += " " + ratioSentence }
    if !lost.isEmpty { text += " One allele leaves almost no mRNA at \(lost.joined(separator: ", "))." }
    return text
  }

  /// How many open borders the sentence names.
  private static let bordersTold = 2

  /// The genes' expression relative to each other, for people; `nil` unless both were seen.
  package var ratioSentence: String? {
    guard let expressionRatio, let expression, expression.count == 2 else { return nil }
    return "The expression of \(expression[0].gene) relative to \(expression[1].gene) is \(expressionRatio.text)."
  }

  /// What is said where no event was called.
  private var unchanged: String {
    let undecided = undecidedJunctions.count
    guard undecided > 0 else {
      return "Splicing is as annotated where it was seen (\(seenJunctions) of \(knownJunctions) known junctions)."
    }
    let start =
      undecided == knownJunctions
      ? "No aberrant splicing was seen, but no junction"
      : "Splicing is as annotated at \(knownJunctions - undecided) of "
        + "\(knownJunctions) known junctions; at \(undecided) no aberrant splicing was seen, but they"
    return start + (undecided == knownJunctions ? " has" : " have too few")
      + (undecided == knownJunctions ? " enough fragments" : " fragments") + " to exclude it in 5 % of the transcripts."
  }

  /// One line for every called event that could also be a variant of the gene's sequence.
  package var siteNotes: [String] {
    calledEvents.compactMap { event in
      guard event.needsOtherEvidence else {
        return event.variantAlternative.map {
          "\(event.hgvsR ?? ""): the variant \($0) of the gene would give the same transcript. DNA sequencing tells."
        }
      }
      let what = event.kind == .crypticAcceptor ? "acceptor" : event.kind == .crypticDonor ? "donor" : "exon"
      return
        "\(event.hgvsR ?? ""): the reference has \(event.site ?? "") at the new \(what): a variant made the site, or "
        + "the gene has lost or repeated these bases. DNA sequencing tells."
    }
  }
}
