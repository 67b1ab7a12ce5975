// Times write-good on the text that comes in: node write_good.js FOLDER_OF_THE_PACKAGE ROUNDS SECONDS < text
"use strict";
const fs = require("fs");
const path = require("path");

const folder = path.resolve(process.argv[2]);
const rounds = Number(process.argv[3]);
const seconds = Number(process.argv[4]);
const writeGood = require(folder);
const text = fs.readFileSync(0, "utf8");

function time(number) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < number; i += 1) writeGood(text);
  return Number(process.hrtime.bigint() - start) / 1e9 / number;
}

const found = writeGood(text).length;
time(200);
const number = Math.max(1, Math.round(seconds / time(20)));
const best = Math.min(...Array.from({ length: rounds }, () => time(number)));
const version = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version;
process.stdout.write(JSON.stringify({ seconds: best, found, version, node: process.version }));
