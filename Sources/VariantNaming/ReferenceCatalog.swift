// From the reference that a description names to what is embedded: transcripts, records, chromosomes, proteins.

import BioSequence
import HGVS
import TypeICollagen

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

/// The accessions that are embedded, by their upper-case text.
struct ReferenceCatalog: Sendable {
  private let byAccession: [String: ResolvedReference]
  private let versions: [String: [String]]

  init(_ genes: [GeneNaming]) {
    var entries: [String: ResolvedReference] = [:]
    var versions: [String: [String]] = [:]
    func add(_ accession: String, _ reference: ResolvedReference) {
      entries[accession.uppercased()] = reference
      if let point = accession.lastIndex(of: ".") {
        versions[accession[..<point].uppercased(), default: []].append(
          String(accession[accession.index(after: point)...]))
      }
    }
    for (index, naming) in genes.enumerated() {
      let record = naming.gene.record
      add(record.symbol, .gene(index))
      add(record.lrgID, .record(gene: index))
      add(record.refSeqGene, .record(gene: index))
      for (version, transcript) in record.transcripts.enumerated() {
        add(transcript.accession, .transcript(gene: index, version: version, accession: transcript.accession))
      }
      // t1 of both records is version 3, the longest one.
      if let longest = record.transcripts.indices.max(by: {
        record.transcripts[$0].length < record.transcripts[$1].length
      }) {
        let accession = record.transcripts[longest].accession
        add(record.lrgID + "t1", .transcript(gene: index, version: longest, accession: accession))
      }
      add(record.transcripts[0].proteinAccession, .protein(gene: index))
      add(record.lrgID + "p1", .protein(gene: index))
      for mapping in record.mappings {
        add(mapping.accession, .chromosome(mapping.assembly, name: mapping.chromosome))
        add("chr" + mapping.chromosome, .bareChromosome(name: mapping.chromosome))
        add(mapping.chromosome, .bareChromosome(name: mapping.chromosome))
      }
      let ensembl = record.preferredTranscript.ensemblAccession
      versions[ensembl.uppercased()] = ["\(ensembl).N"]
    }
    byAccession = entries
    self.versions = versions
    records = genes.map { $0.gene.record.lrgID }
    ensembl = genes.map { $0.gene.record.preferredTranscript.ensemblAccession.uppercased() }
  }

  private let ensembl: [String]
  private let records: [String]

  /// Looks up a reference as written, in any case.
  func resolve(_ written: String) throws(HGVSError) -> ResolvedReference {
    if let found = byAccession[written] { return found }
    let name = written.uppercased()
    if let found = byAccession[name] { return found }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard let base = parts.first.map({ String($0) }) else {
      throw HGVSError(.unknownReference, column: 1, "the reference is not one of COL1A1 or COL1A2")
    }
    if let gene = ensembl.firstIndex(of: base), parts.count == 2, let version = Int(parts[1]), version > 0,
      version < 100
    {
      return .transcript(gene: gene, version: 0, accession: base + "." + String(version))
    }
    if let known = versions[base] {
      if parts.count == 1 {
        throw HGVSError(
          .unknownReference, column: 1, "the version of \(base) is missing: \(ReferenceCatalog.list(base, known))")
      }
      throw HGVSError(
        .unknownReference, column: 1,
        "version \(parts[1]) of \(base) is not embedded: \(ReferenceCatalog.list(base, known))")
    }
    if let record = records.first(where: { name.hasPrefix($0 + "T") || name.hasPrefix($0 + "P") }) {
      throw HGVSError(.unknownReference, column: 1, "\(record) has the transcript t1 and the protein p1 only")
    }
    throw HGVSError(.unknownReference, column: 1, "the reference is not one of COL1A1 or COL1A2")
  }

  private static func list(_ base: String, _ versions: [String]) -> String {
    versions.sorted().map { $0.first?.isNumber == true ? "\(base).\($0)" : "write \($0)" }.joined(separator: " or ")
  }
}
