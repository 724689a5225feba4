// The gene record from its tables: bases, exons, transcripts and placements; each fault told at its row.

import BioSequence
import Documents

extension GeneTables {
  /// The record of one row of `genes.tsv`.
  func record(_ row: ReferenceTable.Row) throws(InputFault) -> GeneRecord {
    let symbol = genes.text(row, "gene")
    let sequence = try sequence(symbol)
    guard try genes.number(row, "length") == sequence.count else {
      throw genes.fault(.conflict, row, "length", "\(symbol).fa has \(sequence.count) bases")
    }
    let exonRows = exons.rows(of: symbol)
    var ranges: [Range<Int>] = []
    for (index, exon) in exonRows.enumerated() {
      guard try exons.number(exon, "exon") == index + 1 else {
        throw exons.fault(.invalidValue, exon, "exon", "exons are numbered from 1 on, 5' to 3'")
      }
      let range = try exons.range(exon, "start", "end")
      guard range.upperBound <= sequence.count else {
        throw exons.fault(.outOfRange, exon, "end", "the record has \(sequence.count) bases")
      }
      ranges.append(range)
    }
    let legacy = exonRows.enumerated().map { index, exon in
      let name = exons.text(exon, "legacy_exon")
      return name.isEmpty ? String(index + 1) : name
    }
    let transcriptRows = transcripts.rows(of: symbol)
    let mappingRows = assemblies.rows(of: symbol)
    guard !mappingRows.isEmpty else {
      throw genes.fault(
        .missing, row, "gene", "assemblies.tsv does not place the gene", remedy: "place it on GRCh38 or GRCh37")
    }
    let helix = landmarks.rows(of: symbol).first {
      landmarks.text($0, "feature") == ChainDomain.Kind.tripleHelix.rawValue
    }
    var current = row
    var currentTable = genes
    do {
      var versions: [Transcript] = []
      for transcript in transcriptRows {
        (current, currentTable) = (transcript, transcripts)
        versions.append(try self.transcript(transcript, exons: ranges))
      }
      (current, currentTable) = (row, genes)
      return try GeneRecord(
        symbol: symbol, hgncID: genes.text(row, "hgnc"), lrgID: genes.text(row, "lrg"),
        refSeqGene: genes.text(row, "refseq_gene"),
        aliases: aliases.rows(of: symbol).map { aliases.text($0, "alias") } + [try genes.value(row, "chain")],
        sequence: sequence, mappings: try mappings(of: symbol), transcripts: versions,
        legacyExonNames: legacy.count == versions.first?.exons.count ? legacy : nil,
        residueNumbering: try helix.map { helix throws(InputFault) in
          let range = try landmarks.range(helix, "aa_start", "aa_end")
          return ResidueNumbering(
            part: "helix", protein: try genes.value(row, "chain"), residues: range.lowerBound + 1...range.upperBound)
        })
    } catch let fault as GeneRecordFault {
      switch fault.part {
      case .record: throw currentTable.fault(.conflict, current, "gene", fault.reason)
      case .sequence: throw genes.fault(.conflict, row, "gene", fault.reason)
      case .exon(let index): throw exons.fault(.invalidValue, exonRows[index], "start", fault.reason)
      case .transcript(let index):
        throw transcripts.fault(
          .conflict, currentTable.file == transcripts.file ? current : transcriptRows[index], "cds_end", fault.reason)
      case .mapping(let index): throw assemblies.fault(.conflict, mappingRows[index], "start", fault.reason)
      case .difference(let mapping, let index):
        let rows = differenceRows(symbol, assemblies.text(mappingRows[mapping], "assembly"))
        throw differences.fault(.conflict, rows[index], "position", fault.reason)
      case .numbering:
        throw landmarks.fault(.outOfRange, helix ?? current, "aa_end", fault.reason)
      }
    } catch let fault as InputFault {
      throw fault
    } catch {
      throw currentTable.fault(.conflict, current, "gene", "\(error)")
    }
  }

  private func sequence(_ symbol: String) throws(InputFault) -> DNASequence {
    let file = symbol + ".fa"
    guard let text = try content(file) else {
      throw InputFault(
        .notFound, file: file, reason: "the folder of gene records has no such file",
        remedy: "write the record's bases in transcript direction as FASTA")
    }
    var codes: [UInt8] = []
    codes.reserveCapacity(text.utf8.count)
    var line = 0
    let table = Nucleotide.codes
    for part in Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      if part.first == UInt8(ascii: ">") {
        guard line == 1 else {
          throw InputFault(.syntax, file: file, line: line, reason: "the file has a second sequence")
        }
        continue
      }
      for (column, byte) in part.enumerated() where byte != UInt8(ascii: "\r") {
        let code = table[Int(byte)]
        guard code < 4, byte | 0x20 != UInt8(ascii: "u") else {
          throw InputFault(
            .invalidValue, file: file, line: line, column: column + 1, reason: "not one of the bases A, C, G and T")
        }
        codes.append(code)
      }
    }
    guard !codes.isEmpty else { throw InputFault(.missing, file: file, reason: "the file has no bases") }
    return DNASequence(codes: codes)
  }

  /// A transcript version is a window of the longest one: its exons are trimmed to the window.
  private func transcript(_ row: ReferenceTable.Row, exons: [Range<Int>]) throws -> Transcript {
    let window = try transcripts.range(row, "transcript_start", "transcript_end")
    let coding = try transcripts.range(row, "cds_start", "cds_end")
    let length = exons.reduce(0) { $0 + $1.count }
    guard window.upperBound <= length else {
      throw transcripts.fault(.outOfRange, row, "transcript_end", "the exons joined have \(length) bases")
    }
    guard window.lowerBound <= coding.lowerBound, coding.upperBound <= window.upperBound else {
      throw transcripts.fault(.outOfRange, row, "cds_start", "the coding sequence lies outside the transcript")
    }
    // Overlaps are told on the whole exons, before they are trimmed.
    _ = try Transcript(accession: "", proteinAccession: "", exons: exons, codingRange: coding)
    var start = 0
    let trimmed = exons.compactMap { exon -> Range<Int>? in
      let shift = exon.lowerBound - start
      let kept = (start..<start + exon.count).clamped(to: window)
      start += exon.count
      return kept.isEmpty ? nil : kept.lowerBound + shift..<kept.upperBound + shift
    }
    return try Transcript(
      accession: try transcripts.value(row, "accession"), proteinAccession: try transcripts.value(row, "protein"),
      ensemblAccession: transcripts.text(row, "ensembl"), exons: trimmed,
      codingRange: coding.lowerBound - window.lowerBound..<coding.upperBound - window.lowerBound)
  }

  private func mappings(of symbol: String) throws(InputFault) -> [AssemblyMapping] {
    var found: [AssemblyMapping] = []
    for row in assemblies.rows(of: symbol) {
      let accession = try assemblies.value(row, "accession")
      let assembly = try assemblies.choice(row, "assembly", Assembly.self)
      var own: [AssemblyDifference] = []
      for difference in differenceRows(symbol, assembly.rawValue) {
        let number = differences.text(difference, "dbsnp")
        own.append(
          AssemblyDifference(
            offset: try differences.number(difference, "position") - 1,
            recordBase: try base(difference, "record_base"), assemblyBase: try base(difference, "assembly_base"),
            dbSNP: number.isEmpty ? nil : number))
      }
      let contig = contigs.rows.first { contigs.text($0, "accession") == accession }
      let genbank = contig.map { contigs.text($0, "genbank") } ?? ""
      let refget = contig.map { contigs.text($0, "refget") } ?? ""
      let strand = assemblies.text(row, "strand")
      guard strand == "+" || strand == "-" else {
        throw assemblies.fault(.invalidValue, row, "strand", "the strand is + or -")
      }
      found.append(
        AssemblyMapping(
          assembly: assembly, accession: accession, chromosome: try assemblies.value(row, "chromosome"),
          otherNames: genbank.isEmpty ? [] : [genbank], contigRefget: refget.isEmpty ? nil : refget,
          contigLength: try assemblies.number(row, "contig_length"),
          range: try assemblies.range(row, "start", "end"), strand: strand == "-" ? .reverse : .forward,
          differences: own))
    }
    return found
  }

  private func differenceRows(_ symbol: String, _ assembly: String) -> [ReferenceTable.Row] {
    differences.rows(of: symbol).filter { differences.text($0, "assembly") == assembly }
  }

  private func base(_ row: ReferenceTable.Row, _ column: String) throws(InputFault) -> Nucleotide {
    let text = differences.text(row, column)
    guard let byte = text.utf8.first, text.utf8.count == 1, let base = Nucleotide(ascii: byte), base != .n else {
      throw differences.fault(.invalidValue, row, column, "not one of the bases A, C, G and T")
    }
    return base
  }
}
