namespace Agents.Starlark;

internal enum TokenKind
{
    EndOfFile,
    Newline,
    Indent,
    Outdent,
    Identifier,
    Keyword,
    Punctuation,
    Int,
    Float,
    String,
    Bytes,
    FString,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">The source text of names, keywords and punctuation; empty otherwise.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="Value">A literal's value.</param>
internal readonly record struct Token(TokenKind Kind, string Text, SourcePosition Position, object? Value = null)
{
    public string Describe() => Kind switch
    {
        TokenKind.EndOfFile => "end of file",
        TokenKind.Newline => "newline",
        TokenKind.Indent => "indentation",
        TokenKind.Outdent => "end of block",
        TokenKind.Identifier => "identifier",
        TokenKind.Int => "int literal",
        TokenKind.Float => "float literal",
        TokenKind.String or TokenKind.FString => "string literal",
        TokenKind.Bytes => "bytes literal",
        TokenKind.Keyword => Text,
        TokenKind.Punctuation or _ => $"'{Text}'",
    };
}
