// One line of `collagen name`: every column for one description, as text.

import Documents
import HGVS

/// Whether a description could be named.
package enum NameStatus: String, Sendable, Hashable {
  /// The description was right as it stood.
  case ok
  /// It was understood, and is written otherwise by the rules; the message says how.
  case corrected
  /// It could not be named; the message says why.
  case error
}

/// All columns of `collagen name` for one description, in one buffer.
///
/// Empty texts are columns without a value; the TSV form writes them as `.`. A row that is filled again keeps its memory.
package struct NameRow: Sendable, Hashable {
  /// The columns, in order; raw values are their names.
  package enum Column: String, Sendable, Hashable, CaseIterable {
    /// The description as it came.
    case input
    /// Whether it could be named.
    case status
    /// `NC_000017.11:g.50198002C>A`.
    case hgvsG38 = "hgvs_g38"
    /// `NC_000017.10:g.48275363C>A`.
    case hgvsG37 = "hgvs_g37"
    /// `LRG_1:g.8638G>T`.
    case hgvsLRG = "hgvs_lrg"
    /// `NM_000088.4:c.589G>T`, on the version given.
    case hgvsC = "hgvs_c"
    /// `NP_000079.2:p.(Gly197Cys)`.
    case hgvsP = "hgvs_p"
    /// `17-50198002-C-A`, left-aligned.
    case vcf38
    /// `17-48275363-C-A`, left-aligned.
    case vcf37
    /// HGNC symbol.
    case gene
    /// Sequence Ontology terms joined by `&`, most severe first.
    case consequence
    /// Exon number, `8-10` for several, `8i` for the intron behind exon 8.
    case exon
    /// The same in the exon names of the older literature.
    case legacyExon = "legacy_exon"
    /// Number in the triple helix of the first residue named.
    case helixResidue = "helix_residue"
    /// `G`, `X` or `Y`.
    case tripletPosition = "triplet_position"
    /// Effects on the chain joined by `&`.
    case collagenEffect = "collagen_effect"
    /// What was corrected, why it failed, or what else is worth knowing; parts joined by `; `.
    case message
    /// `NC_000017.11:50198001:C:A`, as far to both sides as the change is equal.
    case spdi
    /// GA4GH VRS identifier on the same assembly, `ga4gh:VA.` and digest.
    case vrsID = "vrs_id"
    /// `NM_000088.4:r.(589g>u)`.
    case rna
    /// The transcripts that the allele can make, ranked, joined by `;`.
    case outcomes

    /// Place in the order.
    fileprivate var number: Int {
      switch self {
      case .input: 0
      case .status: 1
      case .hgvsG38: 2
      case .hgvsG37: 3
      case .hgvsLRG: 4
      case .hgvsC: 5
      case .hgvsP: 6
      case .vcf38: 7
      case .vcf37: 8
      case .gene: 9
      case .consequence: 10
      case .exon: 11
      case .legacyExon: 12
      case .helixResidue: 13
      case .tripletPosition: 14
      case .collagenEffect: 15
      case .message: 16
      case .spdi: 17
      case .vrsID: 18
      case .rna: 19
      case .outcomes: 20
      }
    }
  }

  /// Whether the description could be named.
  package private(set) var status = NameStatus.error
  /// The values one after another.
  private var bytes: [UInt8] = []
  /// Where the value of each column that was written ends.
  private var ends: [Int] = []
  /// The outcomes as JSON has them: a list for each variant of the description.
  package var outcomeLists: [[OutcomeText]] = []

  private static let count = Column.allCases.count

  /// A row to be filled.
  package init() {}

  /// Starts the row of a description anew.
  mutating func begin(_ input: String, _ status: NameStatus) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    outcomeLists = []
    self.status = status
    add(.input, input)
    add(.status, status.rawValue)
  }

  /// Writes a column; those between it and the last one written stay empty.
  @inline(__always)
  mutating func add(_ column: Column, _ body: (inout [UInt8]) -> Void) {
    while ends.count < column.number { ends.append(bytes.count) }
    body(&bytes)
    ends.append(bytes.count)
  }

  /// Writes a column; those between it and the last one written stay empty.
  mutating func add(_ column: Column, _ value: String) { add(column) { $0.append(text: value) } }

  private func range(_ number: Int) -> Range<Int> {
    guard number < ends.count else { return bytes.count..<bytes.count }
    return (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  /// The value of a column, empty if it has none.
  package subscript(column: Column) -> String { String(decoding: bytes[range(column.number)], as: UTF8.self) }

  /// The header line of the TSV form, without its line end.
  package static var header: String { TSV.line(Column.allCases.map(\.rawValue)) }

  /// The row as tab-separated values, without its line end.
  package var tsv: String {
    var line: [UInt8] = []
    write(to: &line)
    return String(decoding: line, as: UTF8.self)
  }

  /// Appends the row as tab-separated values, without its line end.
  package func write(to line: inout [UInt8]) {
    TSV.append(bytes, endingAt: ends, columns: NameRow.count, to: &line)
  }

  /// The row as a JSON object on one line with the column names as keys; columns without a value are `null`. Consequence
  /// terms and effects, which a table joins, are lists.
  package var json: String {
    var object = JSONObject(Column.allCases.map { ($0.rawValue, JSONValue.optional(self[$0])) })
    for column in [Column.consequence, .collagenEffect] where !self[column].isEmpty {
      let terms = self[column].split { $0 == "&" || $0 == ";" }.reduce(into: [String]()) { terms, term in
        if !terms.contains(String(term)) { terms.append(String(term)) }
      }
      object[column.rawValue] = .list(terms.map(JSONValue.text))
    }
    object["outcomes"] = .list(outcomeLists.joined().map(\.json))
    return JSONValue.object(object).line()
  }
}

extension NameRow {
  /// See ``Column/input``.
  package var input: String { self[.input] }
  /// See ``Column/hgvsG38``.
  package var hgvsG38: String { self[.hgvsG38] }
  /// See ``Column/hgvsG37``.
  package var hgvsG37: String { self[.hgvsG37] }
  /// See ``Column/hgvsLRG``.
  package var hgvsLRG: String { self[.hgvsLRG] }
  /// See ``Column/hgvsC``.
  package var hgvsC: String { self[.hgvsC] }
  /// See ``Column/hgvsP``.
  package var hgvsP: String { self[.hgvsP] }
  /// See ``Column/vcf38``.
  package var vcf38: String { self[.vcf38] }
  /// See ``Column/vcf37``.
  package var vcf37: String { self[.vcf37] }
  /// See ``Column/gene``.
  package var gene: String { self[.gene] }
  /// See ``Column/consequence``.
  package var consequence: String { self[.consequence] }
  /// See ``Column/exon``.
  package var exon: String { self[.exon] }
  /// See ``Column/legacyExon``.
  package var legacyExon: String { self[.legacyExon] }
  /// See ``Column/helixResidue``.
  package var helixResidue: String { self[.helixResidue] }
  /// See ``Column/tripletPosition``.
  package var tripletPosition: String { self[.tripletPosition] }
  /// See ``Column/collagenEffect``.
  package var collagenEffect: String { self[.collagenEffect] }
  /// See ``Column/message``.
  package var message: String { self[.message] }
  /// See ``Column/spdi``.
  package var spdi: String { self[.spdi] }
  /// See ``Column/vrsID``.
  package var vrsID: String { self[.vrsID] }
  /// See ``Column/rna``.
  package var rna: String { self[.rna] }
  /// See ``Column/outcomes``.
  package var outcomes: String { self[.outcomes] }
}
