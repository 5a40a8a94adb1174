namespace Agents.Starlark.Tests.Json;

public sealed class JsonTests
{
    [Theory]
    [InlineData("json.encode({'b': [1, 2.5, None, True], 'a': 'x\"\\n'})", "{\"a\":\"x\\\"\\n\",\"b\":[1,2.5,null,true]}")]
    [InlineData("json.encode((1.0, 1e30, [], {}, range(2)))", "[1.0,1e+30,[],{},[0,1]]")]
    [InlineData("json.encode('é😀')", "\"é😀\"")]
    [InlineData("json.encode('😀'[:1])", "\"\uFFFD\"")]
    [InlineData("json.encode(json.decode('123456789012345678901234567890'))", "123456789012345678901234567890")]
    [InlineData("json.encode(json.decode('[1e2, -0, 0.5, \"\\\\u00e9\\\\ud83d\\\\ude00\"]'))", "[100.0,0,0.5,\"é😀\"]")]
    [InlineData("json.encode_indent({'a': [1], 'b': {}}, indent='  ')", "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}")]
    [InlineData("json.decode('nonsense', default='d')", "d")]
    public void Json_EncodesAndDecodesExactly(string source, string expected)
        => StarlarkProgram.ParseExpression(source, StarlarkDialect.Conditions).OrThrow().Evaluate(StarlarkScope.Empty).ShouldBe(StarlarkString.Of(expected));

    [Theory]
    [InlineData("json.decode('[1, 2')", "unexpected end of file")]
    [InlineData("json.decode('{\"a\" 1}')", "after object key, got '1', want ':'")]
    [InlineData("json.decode('[1,]')", "unexpected character ']'")]
    [InlineData("json.decode('01')", "invalid number: 01")]
    [InlineData("json.decode('\"a')", "unclosed string literal")]
    [InlineData("json.decode('truefalse')", "at offset 4, unexpected character 'f' after value")]
    [InlineData("json.encode({1: 2})", "dict has int key, want string")]
    [InlineData("json.encode(len)", "cannot encode builtin_function_or_method as JSON")]
    [InlineData("json.encode(float('nan'))", "cannot encode non-finite float nan")]
    public void BadJson_FailsWithItsReason(string source, string message)
        => Running.Failure(source, StarlarkDialect.Conditions).Message.ShouldContain(message);

    [Fact]
    public void NestingBomb_IsAnError()
        => Running.Failure("json.decode('[' * 100000)", StarlarkDialect.Conditions).Message.ShouldContain("nested more deeply than 200 levels");

    [Fact]
    public void Cycle_IsAnError()
        => Running.Failure("x = []\nx.append(x)\njson.encode(x)", StarlarkDialect.Programs).Message.ShouldContain("cycle in JSON structure");
}
