// What was probably meant by a word that is none.

import Documents

enum NearestWord {
  /// ` Did you mean 'screen'?` if one of the words is near, or nothing.
  static func hint(_ word: String, among words: [String]) -> String {
    let plain = word.lowercased()
    let near = words.map { (name: $0, distance: editDistance(plain, $0.lowercased())) }
      .min { $0.distance < $1.distance }
    // Of a short word two letters in three may not differ, or any word would be near.
    let most = min(3, max(1, word.count / 2))
    return near.flatMap { $0.distance <= most ? " Did you mean '\($0.name)'?" : nil } ?? ""
  }
}
