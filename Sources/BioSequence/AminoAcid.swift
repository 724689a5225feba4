// The twenty amino acids, the stop, and the unknown residue.

/// An amino-acid residue, the translation stop (`ter`), or an unknown residue (`xaa`).
///
/// The raw value is the one-letter code.
@usableFromInline package enum AminoAcid: Character, Sendable, CaseIterable {
  case ala = "A"
  case arg = "R"
  case asn = "N"
  case asp = "D"
  case cys = "C"
  case gln = "Q"
  case glu = "E"
  case gly = "G"
  case his = "H"
  case ile = "I"
  case leu = "L"
  case lys = "K"
  case met = "M"
  case phe = "F"
  case pro = "P"
  case ser = "S"
  case thr = "T"
  case trp = "W"
  case tyr = "Y"
  case val = "V"
  case sec = "U"
  case ter = "*"
  case xaa = "X"

  /// The three-letter code HGVS asks for, `Ter` for the stop.
  package var threeLetter: String {
    switch self {
    case .ala: "Ala"
    case .arg: "Arg"
    case .asn: "Asn"
    case .asp: "Asp"
    case .cys: "Cys"
    case .gln: "Gln"
    case .glu: "Glu"
    case .gly: "Gly"
    case .his: "His"
    case .ile: "Ile"
    case .leu: "Leu"
    case .lys: "Lys"
    case .met: "Met"
    case .phe: "Phe"
    case .pro: "Pro"
    case .ser: "Ser"
    case .thr: "Thr"
    case .trp: "Trp"
    case .tyr: "Tyr"
    case .val: "Val"
    case .sec: "Sec"
    case .ter: "Ter"
    case .xaa: "Xaa"
    }
  }

  /// Reads a three-letter code, exactly as HGVS writes it (`Gly`, `Ter`).
  package init?(threeLetter: some StringProtocol) {
    guard let match = AminoAcid.byThreeLetter[String(threeLetter)] else { return nil }
    self = match
  }

  private static let byThreeLetter: [String: AminoAcid] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.threeLetter, $0) })
}
