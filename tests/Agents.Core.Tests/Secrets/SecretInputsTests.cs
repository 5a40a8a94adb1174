using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Secrets;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Secrets;

public sealed class SecretInputsTests
{
    private static Workflow Plan(string schema) => WorkflowLoader.Load($$"""
        id: s
        name: S
        inputSchema: {{schema}}
        states: [{name: a, type: inject, data: {}, end: true}]
        """).Workflow.ShouldNotBeNull();

    [Theory]
    [InlineData("writeOnly: true")]
    [InlineData("format: password")]
    [InlineData("x-secret: true")]
    [InlineData("secret: true")]
    public void MarkedInput_IsAReference_AndItsValueIsApart(string mark)
    {
        var plan = Plan($"{{type: object, properties: {{token: {{type: string, {mark}}}, topic: {{type: string}}}}}}");
        SecretInputs.Has(plan).ShouldBeTrue();

        var (inputs, values) = SecretInputs.TakeOut(plan, (JsonObject)JsonValue.Parse("""{"topic": "x", "token": "abc"}"""));

        inputs.ToJson().ShouldBe("""{"topic":"x","token":"${secret:inputs.token}"}""");
        values.ShouldBe([KeyValuePair.Create("token", "abc")]);
        SecretInputs.ReferredTo(inputs).ShouldBe(["token"]);
    }

    [Fact]
    public void NestedListedAndReferencedInputs_AreFound()
    {
        var plan = Plan("""
            {type: object, $defs: {key: {type: string, writeOnly: true}}, properties: {auth: {allOf: [{properties: {keys: {type: array, items: {$ref: '#/$defs/key'}}}}]}, pin: {type: integer, x-secret: true}}}
            """);

        var (inputs, values) = SecretInputs.TakeOut(plan, (JsonObject)JsonValue.Parse("""{"auth": {"keys": ["k1", "k2"], "name": "n"}, "pin": 1234}"""));

        inputs.ToJson().ShouldBe("""{"auth":{"keys":["${secret:inputs.auth.keys[0]}","${secret:inputs.auth.keys[1]}"],"name":"n"},"pin":"${secret:inputs.pin}"}""");
        values["auth.keys[1]"].ShouldBe("k2");
        values["pin"].ShouldBe("1234");
    }

    [Fact]
    public void InputsThatAreReferencesAlready_StayAndHaveNoValue()
    {
        var plan = Plan("{type: object, properties: {token: {type: string, writeOnly: true}}}");
        var (recorded, _) = SecretInputs.TakeOut(plan, (JsonObject)JsonValue.Parse("""{"token": "abc"}"""));

        var (inputs, values) = SecretInputs.TakeOut(plan, recorded);

        inputs.ShouldBe(recorded);
        values.ShouldBeEmpty();
    }

    [Fact]
    public void WorkflowWithoutMarks_PaysNothing()
    {
        var plan = Plan("{type: object, properties: {topic: {type: string}}}");
        var inputs = (JsonObject)JsonValue.Parse("""{"topic": "x"}""");
        SecretInputs.Has(plan).ShouldBeFalse();
        SecretInputs.TakeOut(plan, inputs).Inputs.ShouldBeSameAs(inputs);
    }

    [Fact]
    public void References_AreResolvedAndMissingOnesNamed()
    {
        var text = SecretReference.Resolve("Bearer ${secret:api} ${env:REGION} ${secret:gone} ${other}", static (kind, name) => name == "gone" ? null : $"<{kind}:{name}>", out var missing);
        text.ShouldBe("Bearer <secret:api> <env:REGION> ${secret:gone} ${other}");
        missing.ShouldBe(["${secret:gone}"]);
    }
}
