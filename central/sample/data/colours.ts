/** Colours that goods come in and that pictures are painted with: id, names, and the hex value seen in the picture. */
export const colours = `
id       | ko       | en          | hex
white    | 흰색     | White       | #FBFAF6
ivory    | 상아색   | Ivory       | #F1E6CE
beige    | 연밤색   | Beige       | #D9BF98
camel    | 황토색   | Camel       | #C08B4F
brown    | 밤색     | Brown       | #7C4F30
black    | 검은색   | Black       | #2E3238
grey     | 회색     | Grey        | #9AA2AB
silver   | 은색     | Silver      | #C9D0D6
charcoal | 진회색   | Charcoal    | #565E69
red      | 빨간색   | Red         | #D2372D
wine     | 자주색   | Wine        | #8A2140
coral    | 주홍색   | Coral       | #EC6E50
pink     | 분홍색   | Pink        | #EE9FB2
rose     | 진분홍색 | Rose        | #D64F7C
apricot  | 살구색   | Apricot     | #F6BE93
orange   | 귤색     | Orange      | #F0902A
yellow   | 노란색   | Yellow      | #F4C93B
mustard  | 겨자색   | Mustard     | #D09A1E
lime     | 연두색   | Light green | #9CC653
green    | 풀색     | Green       | #3F9150
forest   | 진초록색 | Dark green  | #0B5D4E
mint     | 연옥색   | Mint        | #9FD5C4
teal     | 청록색   | Teal        | #1F8A8C
sky      | 하늘색   | Sky blue    | #8CC3E6
blue     | 파란색   | Blue        | #2E6FBE
navy     | 남색     | Navy        | #26406F
violet   | 보라색   | Violet      | #7A5AA8
lilac    | 연보라색 | Lilac       | #C3AEDD
gold     | 금색     | Gold        | #D6AE55
`
