// One line of `collagen name`: every column for one description, as text.

import Documents

/// Whether a description could be named.
package enum NameStatus: String, Sendable, Hashable {
  /// The description was right as it stood.
  case ok
  /// It was understood, and is written otherwise by the rules; the message says how.
  case corrected
  /// It could not be named; the message says why.
  case error
}

/// All columns of `collagen name` for one description.
///
/// Empty strings are columns without a value; the TSV form writes them as `.`.
package struct NameRow: Sendable, Hashable {
  /// The description as it came.
  package var input: String
  /// Whether it could be named.
  package var status: NameStatus
  /// `NC_000017.11:g.50198002C>A`.
  package var hgvsG38 = ""
  /// `NC_000017.10:g.48275363C>A`.
  package var hgvsG37 = ""
  /// `LRG_1:g.8638G>T`.
  package var hgvsLRG = ""
  /// `NM_000088.4:c.589G>T`, on the version given.
  package var hgvsC = ""
  /// `NP_000079.2:p.(Gly197Cys)`.
  package var hgvsP = ""
  /// `17-50198002-C-A`, left-aligned.
  package var vcf38 = ""
  /// `17-48275363-C-A`, left-aligned.
  package var vcf37 = ""
  /// HGNC symbol.
  package var gene = ""
  /// Sequence Ontology terms joined by `&`, most severe first.
  package var consequence = ""
  /// Exon number, `8-10` for several, `8i` for the intron behind exon 8.
  package var exon = ""
  /// The same in the exon names of the older literature.
  package var legacyExon = ""
  /// Number in the triple helix of the first residue named.
  package var helixResidue = ""
  /// `G`, `X` or `Y`.
  package var tripletPosition = ""
  /// Effects on the chain joined by `&`.
  package var collagenEffect = ""
  /// What was corrected, why it failed, or what else is worth knowing; parts joined by `; `.
  package var message = ""
  /// `NC_000017.11:50198001:C:A`, as far to both sides as the change is equal.
  package var spdi = ""
  /// GA4GH VRS identifier on the same assembly, `ga4gh:VA.` and digest.
  package var vrsID = ""
  /// `NM_000088.4:r.(589g>u)`.
  package var rna = ""
  /// The transcripts that the allele can make, ranked, joined by `;`.
  package var outcomes = ""
  /// The same for JSON: a list for each variant of the description.
  package var outcomeLists: [[OutcomeText]] = []

  /// A row without values.
  package init(input: String, status: NameStatus) {
    self.input = input
    self.status = status
  }

  /// The column names, in order.
  package static let columns = [
    "input", "status", "hgvs_g38", "hgvs_g37", "hgvs_lrg", "hgvs_c", "hgvs_p", "vcf38", "vcf37", "gene", "consequence",
    "exon", "legacy_exon", "helix_residue", "triplet_position", "collagen_effect", "message",
    "spdi", "vrs_id", "rna", "outcomes",
  ]

  /// The header line of the TSV form, without its line end.
  package static var header: String { TSV.line(columns) }

  /// The values in the order of ``columns``.
  package var values: [String] {
    [
      input, status.rawValue, hgvsG38, hgvsG37, hgvsLRG, hgvsC, hgvsP, vcf38, vcf37, gene, consequence, exon,
      legacyExon,
      helixResidue, tripletPosition, collagenEffect, message, spdi, vrsID, rna, outcomes,
    ]
  }

  /// The row as tab-separated values, without its line end.
  package var tsv: String {
    var line: [UInt8] = []
    write(to: &line)
    return String(decoding: line, as: UTF8.self)
  }

  /// Appends the row as tab-separated values, without its line end.
  package func write(to line: inout [UInt8]) {
    func add(_ value: String) {
      line.append(UInt8(ascii: "\t"))
      TSV.append(cell: value, to: &line)
    }
    TSV.append(cell: input, to: &line)
    add(status.rawValue)
    add(hgvsG38)
    add(hgvsG37)
    add(hgvsLRG)
    add(hgvsC)
    add(hgvsP)
    add(vcf38)
    add(vcf37)
    add(gene)
    add(consequence)
    add(exon)
    add(legacyExon)
    add(helixResidue)
    add(tripletPosition)
    add(collagenEffect)
    add(message)
    add(spdi)
    add(vrsID)
    add(rna)
    add(outcomes)
  }

  /// The row as a JSON object on one line with the column names as keys; columns without a value are `null`.
  package var json: String {
    var object = JSONObject(zip(NameRow.columns, values.map { JSONValue.optional($0) }))
    object["outcomes"] = .list(outcomeLists.joined().map(\.json))
    return JSONValue.object(object).line()
  }
}
