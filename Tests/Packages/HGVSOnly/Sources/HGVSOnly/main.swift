// Names a variant of a gene that is given as data.

import HGVS

// Exons at 10-40, 60-81 and 101-116 of the record; c.1 is record offset 20.
let bases =
  "AAAAAAAAAA" + "CCCCCCCCCCATGGGTCCAGCTAAAGGTCC" + "GTAAGTCTCTCTCTTTTTAG" + "AGGTGCTCCAGGTTCTGGATT"
  + "GTAAGTCTCTCTCTTTTTAG" + "CTGATTCCTGACCAA" + "AAAAA"
guard let sequence = DNASequence(text: bases) else { fatalError("the bases are letters of DNA") }

let transcript = try Transcript(
  accession: "NM_1.1", proteinAccession: "NP_1.1", exons: [10..<40, 60..<81, 101..<116], codingRange: 10..<55)
let record = try GeneRecord(
  symbol: "MINI", refSeqGene: "NG_1.1", sequence: sequence, mappings: [], transcripts: [transcript])
let namer = VariantNamer(genes: [GeneModel(record)])

let named = try namer.name("NM_1.1:c.4G>C")
print(named.hgvsC, named.hgvsP, named.consequence)
