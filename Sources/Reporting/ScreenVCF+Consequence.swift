// INFO/CSQ in the form that VEP writes and other tools split.

import HGVS
import VariantNaming

extension ScreenVCF {
  /// The fields of an annotation, in order; VEP's own names.
  static let annotationFields = [
    "Allele", "Consequence", "IMPACT", "SYMBOL", "Feature_type", "Feature", "BIOTYPE", "EXON", "INTRON", "HGVSc",
    "HGVSp",
  ]

  /// The header line of CSQ.
  static let annotationHeader =
    "##INFO=<ID=CSQ,Number=.,Type=String,Description=\"Consequence annotations from collagen. Format: "
    + annotationFields.joined(separator: "|") + "\">"

  /// The annotation of a call on its gene's transcript; `nil` if nothing is known of the consequence.
  static func annotation(_ call: Call) -> String? {
    guard !call.consequence.isEmpty else { return nil }
    let isIntronic = call.exon?.hasSuffix("i") == true
    let number = call.exon.map { isIntronic ? String($0.dropLast()) : $0 } ?? ""
    let transcript = call.hgvsC?.split(separator: ":").first.map(String.init) ?? ""
    let values = [
      alleleField(call), call.consequenceText ?? "", impact(call.consequence), call.gene,
      transcript.isEmpty ? "" : "Transcript", transcript, "protein_coding", isIntronic ? "" : number,
      isIntronic ? number : "", call.hgvsC ?? "", call.hgvsP ?? "",
    ]
    // A bar parts the fields; no name has one, but alleles joined by one do.
    return values.map { encoded(withoutBars($0)) }.joined(separator: "|")
  }

  /// By scalars: a bar and a mark that combines with it are one character.
  private static func withoutBars(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "|" ? "/" : $0 }))
  }

  /// The allele as VEP writes it: without the base that a change of length shares with the reference; `-` for a loss.
  private static func alleleField(_ call: Call) -> String {
    if let event = call.symbolic {
      return event.type == "DEL" ? "deletion" : event.type == "DUP" ? "duplication" : event.type
    }
    guard call.ref.utf8.count != call.alt.utf8.count, call.ref.first == call.alt.first else { return call.alt }
    return call.alt.utf8.count == 1 ? "-" : String(call.alt.dropFirst())
  }

  /// The highest impact of the terms, as Ensembl rates them (Ensembl Variation, calculated consequences).
  static func impact(_ terms: [Consequence]) -> String {
    let impacts = terms.map(impact(of:))
    return ["HIGH", "MODERATE", "LOW"].first(where: impacts.contains) ?? "MODIFIER"
  }

  private static func impact(of term: Consequence) -> String {
    switch term {
    case .transcriptAblation, .spliceAcceptor, .spliceDonor, .stopGained, .frameshift, .stopLost, .startLost,
      .transcriptAmplification, .featureElongation, .featureTruncation:
      "HIGH"
    case .inframeInsertion, .inframeDeletion, .missense, .proteinAltering: "MODERATE"
    case .spliceDonorFifthBase, .spliceRegion, .spliceDonorRegion, .splicePolypyrimidineTract, .startRetained,
      .stopRetained, .synonymous:
      "LOW"
    case .codingSequence, .fivePrimeUTR, .threePrimeUTR, .intron, .upstreamGene, .downstreamGene, .sequenceVariant:
      "MODIFIER"
    }
  }
}
