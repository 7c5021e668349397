// What differential.py compares with: Node's HTTP parser (llhttp, strict). Reads base64 lines; for each it writes, as a line
// of JSON, the requests that the parser took from those octets, with where each ended, and its error.
'use strict';
process.removeAllListeners('warning');
process.on('warning', () => {});
const { HTTPParser, methods } = process.binding('http_parser');

function report(octets) {
  const requests = [];
  let current = null;
  let at = 0;
  const parser = new HTTPParser();
  parser.initialize(HTTPParser.REQUEST, {});
  // Where the fields come in many pieces the target comes with some of them.
  let early = '';
  parser[HTTPParser.kOnHeaders] = (headers, url) => {
    early += url || '';
  };
  parser[HTTPParser.kOnHeadersComplete] = (major, minor, headers, method, url, status, message, upgrade) => {
    current = { method: methods[method], target: url === undefined ? early : url, upgrade, body: [] };
  };
  parser[HTTPParser.kOnBody] = (buffer, start = 0, length = buffer.length) => {
    current.body.push(Buffer.from(buffer.subarray(start, start + length)));
  };
  parser[HTTPParser.kOnMessageComplete] = () => {
    const { method, target, upgrade, body } = current;
    early = '';  // a trailer brings it again
    requests.push({ method, target, upgrade, body_base64: Buffer.concat(body).toString('base64'), end: at + 1 });
  };
  let error = null;
  for (; at < octets.length && error === null; ++at) {
    const result = parser.execute(octets.subarray(at, at + 1));
    if (result instanceof Error) error = result.code;
    // What follows an upgrade is no HTTP any more.
    if (requests.length && requests[requests.length - 1].upgrade) break;
  }
  return { requests, error };
}

const lines = require('fs').readFileSync(0, 'latin1').split('\n');
lines.pop();
for (const line of lines) process.stdout.write(JSON.stringify(report(Buffer.from(line, 'base64'))) + '\n');
