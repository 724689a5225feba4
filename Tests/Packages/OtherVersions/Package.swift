// swift-tools-version: 6.3
// A client that has version ranges of its own for the dependencies: the package manager finds versions that serve both.
import PackageDescription

let package = Package(
  name: "OtherVersions",
  dependencies: [
    .package(name: "collagen", path: "../../.."),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .executableTarget(
      name: "OtherVersions",
      dependencies: [
        .product(name: "Collagen", package: "collagen"), .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ])
  ]
)
