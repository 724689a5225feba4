// Junctions of RNA that were read back: what each is named must be what its place makes it.

import BioSequence
import Documents
import Reporting
import TranscriptAnalysis
import TypeICollagen
import VariantNaming

extension SplicingNaming {
  /// What in the junctions of a document is not what their places make them: the key below `rna`, and what is wrong.
  ///
  /// - Parameter isOfThisVersion: whether this version wrote them, so that its words must be theirs too.
  func contradictions(_ rna: SplicingReport, isOfThisVersion: Bool) -> [(place: String, reason: String)] {
    let locator = GenomicLocator(genes: catalog)
    var found: [(place: String, reason: String)] = rna.junctions.enumerated().compactMap { index, row in
      contradiction(row, locator, isOfThisVersion).map { ("junctions[\(index + 1)].\($0)", $1) }
    }
    let called = Set(rna.calledEvents.map(\.gene))
    for (index, row) in rna.junctions.enumerated() where row.verdict == .aberrant && !called.contains(row.gene) {
      found.append(("junctions[\(index + 1)].verdict", "no event that counts uses its sites"))
    }
    return found + missing(rna)
  }

  /// Every known junction of a gene that was looked at is listed once, whether it was seen or not.
  private func missing(_ rna: SplicingReport) -> [(place: String, reason: String)] {
    let listed = Dictionary(grouping: rna.junctions.filter { !$0.isEvent }, by: \.gene)
    return zip(catalog.genes, genes).compactMap { gene, spliced in
      let rows = listed[gene.symbol] ?? []
      let isExpected = rna.expression?.contains { $0.gene == gene.symbol } ?? true
      guard !rows.isEmpty || isExpected else { return nil }
      let count = Set(rows.map { [$0.start, $0.end] }).count
      guard count != spliced.introns.count || rows.count != count else { return nil }
      return ("junctions", "\(rows.count) known junctions of \(gene.symbol), which has \(spliced.introns.count)")
    }
  }

  private func contradiction(
    _ row: ReportedJunction, _ locator: GenomicLocator, _ isOfThisVersion: Bool
  ) -> (key: String, reason: String)? {
    let place = row.start..<row.end
    if let wrong = locator.contradiction(row.gene, row.chrom, place, assembly) { return wrong }
    guard let number = catalog.genes.firstIndex(where: { $0.symbol == row.gene }),
      let mapping = catalog.genes[number].record.mapping(on: assembly)
    else { return nil }
    let range = mapping.recordRange(ofChromosomeRange: place)
    guard let kind = SplicingKind(rawValue: row.kind.rawValue) else {
      guard let intron = genes[number].introns.firstIndex(of: range) else {
        return ("start", "no intron of \(row.gene) lies there")
      }
      let exon = "\(intron + 1)^\(intron + 2)"
      return row.exon == exon ? nil : ("exon", "the place says \(exon)")
    }
    guard let event = SplicingEvent(kind, range, of: genes[number], number: number) else {
      return ("start", "\(kind.rawValue.replacing("_", with: " ")) has no such ends in \(row.gene)")
    }
    if row.isCalled, row.reads < EventRules.fewestFragments || row.fragments < 1 {
      return ("reads", "an event that counts needs \(EventRules.fewestFragments) fragments")
    }
    return difference(row, event, isOfThisVersion)
  }

  /// The first name of an event that is not that of its place.
  private func difference(
    _ row: ReportedJunction, _ event: SplicingEvent, _ isOfThisVersion: Bool
  ) -> (key: String, reason: String)? {
    let psi = row.psi ?? row.ratio
    let names = names(of: event, psi: psi)
    if row.length != names.length { return ("length", "the place says \(names.length)") }
    // Four digits of a fraction do not tell on which side of the limit it lies.
    let isNear = abs(psi - SplicingNaming.alone) < 1e-4
    let other = isNear ? self.names(of: event, psi: psi < SplicingNaming.alone ? 1 : 0) : names
    var pairs: [(key: String, given: String?, right: [String?])] = [
      ("exon", row.exon, [names.exon]), ("hgvs_r", row.hgvsR, [names.hgvsR, other.hgvsR]),
      ("hgvs_p", row.hgvsP, [names.hgvsP, other.hgvsP]),
    ]
    if isOfThisVersion {
      func list(_ words: [CollagenEffect]) -> String { words.map(\.rawValue).sorted().joined(separator: "&") }
      pairs += [
        ("consequence", row.consequence, [names.consequence]),
        ("collagen_effect", list(row.collagenEffect), [list(names.effects)]), ("site", row.site, [names.site]),
        ("variant_alternative", row.variantAlternative, [names.variantAlternative]),
      ]
    }
    return pairs.first { !$0.right.contains($0.given) }.map { pair in
      (pair.key, "the place says \(pair.right[0].map { $0.quoted(80) } ?? "nothing")")
    }
  }
}
