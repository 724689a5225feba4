// The parts of a protein name that evidence needs: first residue, what it was and becomes, where the new stop is.

package import BioSequence

/// A protein name in parts: `p.(Gly197Cys)`, `p.(Gly818TrpfsTer3)`, `p.(Arg415Ter)`, `p.(Pro141_Gly143del)`.
package struct ProteinName: Sendable, Hashable {
  /// What kind of change the name tells.
  package enum Kind: String, Sendable {
    case substitution, nonsense, frameshift, deletion, insertion, duplication, delins, synonymous, lengthening, other
  }

  /// What kind of change it is.
  package let kind: Kind
  /// The first residue named, 1-based.
  package let residue: Int
  /// The last residue named; the first again for a single one.
  package let lastResidue: Int
  /// The residue there in the reference.
  package let reference: AminoAcid
  /// What stands there instead, where one residue is replaced.
  package let alternate: AminoAcid?
  /// The residue number of the new stop, where the name tells it.
  package let stop: Int?

  /// Reads a name with or without accession and parentheses; `nil` for `p.?`, `p.0` and what is no protein name.
  package init?(_ name: String) {
    var text = name.split(separator: ":").last.map(String.init) ?? ""
    guard text.hasPrefix("p.") else { return nil }
    text = String(text.dropFirst(2).filter { $0 != "(" && $0 != ")" })
    var scanner = Scanner(text[...])
    guard let first = scanner.residue() else { return nil }
    var last = first.number
    if scanner.take("_") {
      guard let second = scanner.residue() else { return nil }
      last = second.number
    }
    residue = first.number
    lastResidue = last
    reference = first.acid
    var alternate: AminoAcid?
    var stop: Int?
    kind = scanner.change(first: first.number, alternate: &alternate, stop: &stop)
    self.alternate = alternate
    self.stop = stop
  }

  private struct Scanner {
    var rest: Substring

    init(_ text: Substring) { rest = text }

    mutating func take(_ word: String) -> Bool {
      guard rest.hasPrefix(word) else { return false }
      rest = rest.dropFirst(word.count)
      return true
    }

    mutating func acid() -> AminoAcid? {
      if take("*") { return .ter }
      guard let acid = AminoAcid(threeLetter: rest.prefix(3)) else { return nil }
      rest = rest.dropFirst(3)
      return acid
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      return Int(digits)
    }

    mutating func residue() -> (acid: AminoAcid, number: Int)? {
      guard let acid = acid(), let number = number(), number > 0 else { return nil }
      return (acid, number)
    }

    mutating func change(first: Int, alternate: inout AminoAcid?, stop: inout Int?) -> Kind {
      if take("=") { return .synonymous }
      if take("delins") {
        stop = endingStop(first: first)
        return .delins
      }
      if take("del") { return .deletion }
      if take("dup") { return .duplication }
      if take("ins") {
        // Residues are inserted after the first one named; a stop among them ends the chain.
        stop = endingStop(first: first + 1)
        return .insertion
      }
      guard let acid = acid() else { return .other }
      alternate = acid
      if take("fs") {
        if acid == .ter { stop = first }
        if take("Ter") || take("*"), let distance = number() { stop = first + distance - 1 }
        return .frameshift
      }
      if take("ext") { return .lengthening }
      guard rest.isEmpty else { return .other }
      if acid == .ter {
        stop = first
        return .nonsense
      }
      return .substitution
    }

    /// The residue number of a stop that ends the residues put in from `first` on.
    private mutating func endingStop(first: Int) -> Int? {
      var count = 0
      while let acid = acid() {
        if acid == .ter { return first + count }
        count += 1
      }
      return nil
    }
  }
}
