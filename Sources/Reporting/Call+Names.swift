// A call in a few words: its name, its short names, and the texts of its lists.

import HGVS
import Knowledge
import TypeICollagen

extension Call {
  /// Whether it counts as a call: it passed its filters, or none were applied.
  package var isPass: Bool { filter.isEmpty || filter == ["PASS"] }

  /// The alternative is a symbol such as `<DEL>`, no bases.
  package var isSymbolic: Bool { alt.hasPrefix("<") }

  /// Whether the other haplotype lacks the base with a called deletion: allele 2 of the genotype is VCF's `*`.
  package var isOppositeDeletion: Bool { zygosity == .hemizygous && genotype?.contains("2") == true }

  /// The coding name; where the change has none (it reaches beyond the transcript) the genomic one, else the place.
  package var name: String { hgvsC ?? hgvsG ?? place }

  /// `chr17:50198002:C:A`, with the end of a symbolic allele.
  package var place: String {
    "\(chrom):\(pos)\(symbolic?.end.map { "-\($0)" } ?? ""):\(ref):\(alt)"
  }

  /// The coding name without its accession, such as `c.589G>T`.
  package var shortCodingName: String { (hgvsC ?? hgvsG).map(Call.withoutAccession) ?? place }

  /// The protein name without its accession, such as `p.(Gly197Cys)`.
  package var shortProteinName: String? { hgvsP.map(Call.withoutAccession) }

  /// Gene and names in a few words.
  package var label: String {
    ["\(gene) \(shortCodingName)", shortProteinName].compactMap(\.self).joined(separator: ", ")
  }

  /// The Sequence Ontology terms as VCF and TSV have them, joined by `&`; `nil` without a term.
  package var consequenceText: String? { Call.joined(consequence.map(\.name), "&") }

  /// The effects as TSV has them, joined by `&`; `nil` without one.
  package var collagenEffectText: String? { Call.joined(collagenEffect.map(\.rawValue), "&") }

  /// The Sequence Ontology terms as pages and text have them; `nil` without a term.
  package var consequenceWords: String? { Call.joined(consequence.map(\.name), ", ") }

  /// The effects as pages and text have them; `nil` without one.
  package var collagenEffectWords: String? { Call.joined(collagenEffect.map(\.rawValue), ", ") }

  /// `PASS`, or the filters that failed joined by `;`; `.` if none were applied.
  package var filterText: String { filter.isEmpty ? "." : filter.joined(separator: ";") }

  /// What is known of the allele, entry after entry; `nil` if nothing is.
  package var knownText: String? { Call.joined(known.map(\.text), "; ") }

  private static func joined(_ words: [String], _ separator: String) -> String? {
    words.isEmpty ? nil : words.joined(separator: separator)
  }

  /// A name without what stands before its last colon.
  package static func withoutAccession(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }
}
