// Genome assemblies that are recognised so that they can be refused by name: reference/other-assemblies.tsv.

import Documents

/// Assemblies that VCFs come on and that are not read.
package struct OtherAssemblies: Sendable {
  private struct Chromosome: Sendable {
    let assembly: String
    let name: String
    let length: Int
    let accessions: [String]
    let words: [String]
  }

  private let chromosomes: [Chromosome]

  /// Those of the embedded table.
  package static let embedded: OtherAssemblies = {
    do throws(InputFault) {
      return try OtherAssemblies(text: ReferenceFiles.text(named: file) ?? "")
    } catch {
      preconditionFailure("the embedded reference is sound, which tests hold: \(error)")
    }
  }()

  private static let file = "other-assemblies.tsv"

  private init(text: String) throws(InputFault) {
    let table = try ReferenceTable(
      file: OtherAssemblies.file, text: text, columns: ["assembly", "chromosome", "length", "accession", "names"])
    func list(_ cell: String) -> [String] { cell.split { $0 == "," }.map(String.init) }
    chromosomes = table.rows.map { row in
      Chromosome(
        assembly: table.text(row, "assembly"), name: table.text(row, "chromosome"),
        length: Int(table.text(row, "length")) ?? 0, accessions: list(table.text(row, "accession")),
        words: list(table.text(row, "names")))
    }
  }

  /// The assembly whose chromosome has an accession.
  package func assembly(ofAccession name: String) -> String? {
    let name = ContigName.plain(name)
    return chromosomes.first { $0.accessions.contains(name) }?.assembly
  }

  /// The assembly whose chromosome has a length.
  package func assembly(ofLength length: Int, chromosome: String) -> String? {
    chromosomes.first { $0.name == chromosome && $0.length == length }?.assembly
  }

  /// The assembly that a text such as `/ref/chm13v2.0_maskedY.fa` names.
  package func assembly(namedIn text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return chromosomes.first { own in
      own.words.contains { word in words.contains { $0 == word || $0.hasPrefix(word + "v") } }
    }?.assembly
  }
}
