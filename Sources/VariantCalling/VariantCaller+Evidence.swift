// What the reads say of one given variant, called or not: for the parents of a child, for instance.

package import Alignment
package import BioSequence

extension VariantCaller {
  /// Looks for one given variant in a sample, whatever its fraction.
  ///
  /// - Parameters:
  ///   - variant: the variant on the record, in any representation.
  ///   - reference: index of the record.
  ///   - store: the sample's aligned reads.
  /// - Precondition: the variant lies on the record and changes it.
  package func evidence(for variant: Variant, on reference: Int, in store: AlignedReadStore) -> AlleleEvidence {
    evidence(for: [(variant, reference)], in: store)[0]
  }

  /// Looks for given variants in a sample, whatever their fraction.
  ///
  /// - Parameters:
  ///   - queries: variants on the records, in any representation, each with the index of its record.
  ///   - store: the sample's aligned reads.
  ///   - sites: all reads over the variants, where the store holds only some of the sample's; error rates are always the
  ///     store's.
  ///   - molecules: counts of all fragments in that case; substitutions of one base are answered from them.
  /// - Returns: one answer a variant, in their order.
  /// - Precondition: every variant lies on its record and changes it.
  package func evidence(
    for queries: [(variant: Variant, reference: Int)], in store: AlignedReadStore,
    counting sites: AlignedReadStore? = nil, molecules: MoleculeCounts? = nil
  ) -> [AlleleEvidence] {
    guard !queries.isEmpty else { return [] }
    let all = molecules.flatMap { molecules in
      molecules.areCopies || molecules.areAgreed
        ? nil : MosaicSubstitutions(pileups: molecules.finished(), references: references, options: options)
    }
    let reads = PreparedReads(
      store: store, references: references, marksDuplicates: options.marksDuplicates, amplicons: options.amplicons)
    let counted =
      sites.map {
        PreparedReads(
          store: $0, references: references,
          marksDuplicates: options.marksDuplicates && !reads.ampliconLike && CoincidingEnds(in: $0).areCopies,
          amplicons: options.amplicons)
      } ?? reads
    let pileups = references.enumerated().map { Pileup(reads: reads, reference: $0, record: $1.sequence) }
    let rates = zip(pileups, references).compactMap { $0.measuredErrorRate(in: $1.targets) }
    let errors = ContextErrors(
      pileups: pileups, references: references, errorRate: rates.max() ?? Pileup.unknownErrorRate)
    return queries.map { change in
      let record = references[change.reference]
      let variant = change.variant.leftAligned(on: record.sequence)
      if let counted = all?.evidence(of: variant, on: change.reference) { return counted }
      let support = support(of: variant, on: change.reference, reads: counted)
      let misread = errors.rate(of: variant, in: pileups[change.reference], codes: record.sequence.codes)
      return AlleleEvidence(
        variant: variant, depth: support.depth, alternateDepth: support.count, referenceDepth: support.against,
        alleleFraction: support.fraction(errorRate: misread),
        detectionLimit: DetectionLimit.fraction(fragments: support.count + support.against))
    }
  }

  /// Compares the reads over a left-aligned variant with the record and with the record edited.
  private func support(of change: Variant, on reference: Int, reads: PreparedReads) -> AlleleSupport {
    let record = references[reference]
    precondition(!change.range.isEmpty || !change.replacement.isEmpty, "the change is one")
    let span = change.shiftRange(on: record.sequence)
    let window =
      max(
        0, span.lowerBound - ActiveRegion.flank)..<min(
        record.sequence.count, span.upperBound + ActiveRegion.flank)
    let region = ActiveRegion(reference: reference, window: window, candidates: [change])
    let plain = Array(record.sequence.codes[window])
    let alternate =
      Array(plain[..<(change.range.lowerBound - window.lowerBound)]) + change.replacement.codes
      + Array(plain[(change.range.upperBound - window.lowerBound)...])
    let haplotypes = [
      CandidateHaplotype(codes: plain, variants: []), CandidateHaplotype(codes: alternate, variants: [change]),
    ]
    var builder = TemplateEvidenceBuilder(reads: reads, record: record)
    return AlleleSupport(
      of: change, carriers: [1], others: [0], evidence: builder.evidence(for: region, haplotypes: haplotypes),
      reads: reads, record: record)
  }
}
