// swift-tools-version: 6.3
// Programs that import the library: the smallest useful one, and the code of the documentation's articles.
import PackageDescription

let package = Package(
  name: "ScreenClient",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(name: "ScreenClient", dependencies: [.product(name: "Collagen", package: "collagen")]),
    .target(
      name: "Articles",
      dependencies: [
        .product(name: "Collagen", package: "collagen"), .product(name: "SequenceIO", package: "collagen"),
      ]),
  ]
)
