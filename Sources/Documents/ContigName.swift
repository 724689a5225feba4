// Names of chromosomes as files write them, in the one form that they are compared in.

/// The form of a chromosome's name that readers and filters compare.
package enum ContigName {
  /// What may stand before a chromosome's name to say its assembly: `hg38_chr17`, `GRCh37.17`.
  package static let assemblies = ["HG38", "HG19", "GRCH38", "GRCH37", "B38", "B37"]
  private static let prefixes = assemblies.map { Array($0.utf8) }
  private static let joints = Set("_.#:-".utf8)

  /// A name in upper case without blanks around it, and without what databases write around an accession
  /// (`gi|568815581|ref|NC_000017.11|`, `ref|NC_000017.11|`) or an assembly before it.
  package static func plain(_ name: some Sequence<UInt8>) -> [UInt8] { parts(name).plain }

  /// The same as text.
  package static func plain(_ name: String) -> String { String(decoding: plain(name.utf8), as: UTF8.self) }

  /// The assembly of ``assemblies`` that stands before a name; `nil` if there is none.
  package static func assembly(before name: String) -> String? { parts(name.utf8).assembly.map { assemblies[$0] } }

  /// Whether a name is plainly that of another sequence than chromosomes 7 and 17: another chromosome, mitochondria, what is
  /// not placed on one, alternate forms, decoys and viruses of the usual references.
  package static func isOfAnother(_ name: String) -> Bool {
    let plain = plain(name)
    let bare = plain.hasPrefix("CHR") ? String(plain.dropFirst(3)) : plain
    if let number = Int(bare) { return (1...22).contains(number) && number != 7 && number != 17 }
    guard !bare.hasPrefix("7_"), !bare.hasPrefix("17_") else { return false }
    return ["X", "Y", "M", "MT", "EBV"].contains(bare)
      || ["UN_", "GL", "KI", "JH", "KN", "JTFH", "NT_", "NW_", "HLA", "HS37D5", "HS38D1", "PHIX"]
        .contains(where: bare.hasPrefix)
      || ["_RANDOM", "_ALT", "_FIX", "_DECOY"].contains(where: bare.hasSuffix)
  }

  private static func parts(_ name: some Sequence<UInt8>) -> (assembly: Int?, plain: [UInt8]) {
    var upper = name.map { (97...122).contains($0) ? $0 - 32 : $0 }[...]
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 13 }
    while let last = upper.last, isBlank(last) { upper.removeLast() }
    while let first = upper.first, isBlank(first) { upper.removeFirst() }
    if upper.contains(UInt8(ascii: "|")) {
      let fields = upper.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      if let place = fields.firstIndex(where: { $0.elementsEqual("REF".utf8) || $0.elementsEqual("GB".utf8) }),
        place + 1 < fields.count
      {
        upper = fields[place + 1]
      }
    }
    for (index, prefix) in prefixes.enumerated() where upper.starts(with: prefix) {
      let rest = upper.dropFirst(prefix.count)
      if let joint = rest.first, joints.contains(joint), rest.count > 1 { return (index, Array(rest.dropFirst())) }
    }
    return (nil, Array(upper))
  }
}
