// How near two words are.

/// The number of letters to insert, delete or replace (Levenshtein 1966); long words count as far.
package func editDistance(_ left: String, _ right: String) -> Int {
  let first = Array(left.unicodeScalars.prefix(64))
  let second = Array(right.unicodeScalars.prefix(64))
  var row = Array(0...second.count)
  for (index, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in second.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[second.count] + abs(left.unicodeScalars.count - first.count)
    + abs(right.unicodeScalars.count - second.count)
}
