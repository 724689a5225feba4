// From the reference that a description names to a gene: transcripts, records, chromosomes, proteins.

import BioSequence

/// What a reference in a description stands for.
enum ResolvedReference: Sendable, Hashable {
  /// A transcript version: index of the gene, index of the version, and the accession to print.
  case transcript(gene: Int, version: Int, accession: String)
  /// A gene record (LRG or RefSeqGene).
  case record(gene: Int)
  /// A chromosome of an assembly, by its bare name.
  case chromosome(Assembly, name: String)
  /// A protein.
  case protein(gene: Int)
  /// A gene symbol, without a sequence.
  case gene(Int)
  /// `chr17` without an assembly.
  case bareChromosome(name: String)
}

/// The accessions of the known genes, by their upper-case text.
struct ReferenceCatalog: Sendable {
  private let byAccession: [String: ResolvedReference]
  /// What may stand behind the point of an accession.
  private let versions: [String: [String]]
  private let ensembl: [(accession: String, gene: Int)]
  private let records: [String]
  private let byName: [String: Int]
  /// The symbols as a sentence lists them.
  let list: String
  /// Symbols and protein names as a sentence lists them.
  let listOfNames: String

  init(_ genes: [GeneModel]) {
    var entries: [String: ResolvedReference] = [:]
    var versions: [String: [String]] = [:]
    var names: [String: Int] = [:]
    func add(_ accession: String, _ reference: ResolvedReference) {
      guard !accession.isEmpty, entries.updateValue(reference, forKey: accession.uppercased()) == nil,
        let point = accession.lastIndex(of: ".")
      else { return }
      versions[accession[..<point].uppercased(), default: []].append(
        String(accession[accession.index(after: point)...]))
    }
    for (index, gene) in genes.enumerated() {
      let record = gene.record
      for name in [record.symbol] + record.aliases { names[GeneName.normalised(name)] = index }
      add(record.symbol, .gene(index))
      add(record.lrgID, .record(gene: index))
      add(record.refSeqGene, .record(gene: index))
      for (version, transcript) in record.transcripts.enumerated() {
        add(transcript.accession, .transcript(gene: index, version: version, accession: transcript.accession))
      }
      // t1 of an LRG record is its longest version.
      let longest = record.transcripts.indices.max { record.transcripts[$0].length < record.transcripts[$1].length }
      if !record.lrgID.isEmpty, let longest {
        let accession = record.transcripts[longest].accession
        add(record.lrgID + "t1", .transcript(gene: index, version: longest, accession: accession))
        add(record.lrgID + "p1", .protein(gene: index))
      }
      add(record.transcripts[0].proteinAccession, .protein(gene: index))
      for mapping in record.mappings {
        for name in [mapping.accession] + mapping.otherNames {
          add(name, .chromosome(mapping.assembly, name: mapping.chromosome))
        }
        add(mapping.contig, .bareChromosome(name: mapping.chromosome))
        add(mapping.chromosome, .bareChromosome(name: mapping.chromosome))
      }
      let ensembl = record.preferredTranscript.ensemblAccession
      if !ensembl.isEmpty { versions[ensembl.uppercased()] = ["\(ensembl).N"] }
    }
    byAccession = entries
    byName = names
    self.versions = versions
    records = genes.map(\.record.lrgID).filter { !$0.isEmpty }
    ensembl = genes.enumerated().map { ($1.record.preferredTranscript.ensemblAccession.uppercased(), $0) }
    list = GeneName.list(genes.map(\.symbol))
    listOfNames = GeneName.list(genes.map(\.symbol) + genes.compactMap { $0.record.residueNumbering?.protein })
  }

  /// The index of the gene that a symbol or another name means.
  func gene(named name: String) -> Int? { byName[GeneName.normalised(name)] }

  /// Looks up a reference as written, in any case.
  func resolve(_ written: String) throws(HGVSError) -> ResolvedReference {
    if let found = byAccession[written] { return found }
    let name = written.uppercased()
    if let found = byAccession[name] { return found }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard let base = parts.first.map({ String($0) }) else {
      throw HGVSError(.unknownReference, column: 1, "the reference is not one of \(list)")
    }
    if let gene = ensembl.first(where: { $0.accession == base })?.gene, parts.count == 2, let version = Int(parts[1]),
      version > 0,
      version < 100
    {
      return .transcript(gene: gene, version: 0, accession: base + "." + String(version))
    }
    if let known = versions[base] {
      if parts.count == 1 {
        throw HGVSError(
          .unknownReference, column: 1, "the version of \(base) is missing: \(ReferenceCatalog.choices(base, known))")
      }
      throw HGVSError(
        .unknownReference, column: 1,
        "version \(parts[1]) of \(base) is not known: \(ReferenceCatalog.choices(base, known))")
    }
    if let record = records.first(where: { name.hasPrefix($0 + "T") || name.hasPrefix($0 + "P") }) {
      throw HGVSError(.unknownReference, column: 1, "\(record) has the transcript t1 and the protein p1 only")
    }
    throw HGVSError(.unknownReference, column: 1, "the reference is not one of \(list)")
  }

  private static func choices(_ base: String, _ versions: [String]) -> String {
    versions.sorted().map { $0.first?.isNumber == true ? "\(base).\($0)" : "write \($0)" }.joined(separator: " or ")
  }
}
