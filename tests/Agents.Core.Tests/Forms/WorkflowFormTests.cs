using Agents.Core.Forms;
using Agents.Core.Json;

namespace Agents.Core.Tests.Forms;

public sealed class WorkflowFormTests
{
    [Theory]
    [InlineData("""{"type": "string"}""", "string", FormWidget.Text)]
    [InlineData("""{"type": "string", "maxLength": 5000}""", "string", FormWidget.TextArea)]
    [InlineData("""{"type": "string", "format": "date-time"}""", "string", FormWidget.DateTime)]
    [InlineData("""{"type": "string", "secret": true}""", "string", FormWidget.Password)]
    [InlineData("""{"enum": ["a", "b"]}""", "string", FormWidget.Select)]
    [InlineData("""{"type": "integer"}""", "integer", FormWidget.Number)]
    [InlineData("""{"type": ["number", "null"]}""", "number", FormWidget.Number)]
    [InlineData("""{"anyOf": [{"type": "boolean"}, {"type": "null"}]}""", "boolean", FormWidget.Checkbox)]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""", "array", FormWidget.List)]
    [InlineData("""{"type": "array", "items": {"enum": ["x"]}}""", "array", FormWidget.MultiSelect)]
    [InlineData("""{"type": "array", "items": {"type": "object"}}""", "array", FormWidget.Json)]
    [InlineData("""{"type": "object"}""", "object", FormWidget.Json)]
    [InlineData("""{"$ref": "#/$defs/mail"}""", "string", FormWidget.Email)]
    [InlineData("{}", "any", FormWidget.Json)]
    public void Property_GetsTypeAndWidget(string property, string type, FormWidget widget)
    {
        var field = Form($$$"""{"properties": {"p": {{{property}}} }, "$defs": {"mail": {"type": "string", "format": "email"} } }""").Fields.ShouldHaveSingleItem();

        (field.Type, field.Widget).ShouldBe((type, widget));
    }

    [Fact]
    public void Fields_KeepTheSchemasOrderAndXOrderMovesThem()
        => Form("""{"properties": {"b": {}, "a": {}, "first": {"x-order": -1}}, "required": ["extra"]}""").Fields
            .Select(static field => field.Name).ShouldBe(["first", "b", "a", "extra"]);

    [Fact]
    public void Field_CarriesWhatTheSchemaSays()
    {
        var field = Form("""
            {"properties": {"pageCount": {"type": "integer", "title": "Pages", "description": "How many", "default": 3, "exclusiveMinimum": 0, "maximum": 9, "examples": [4]}},
             "required": ["pageCount"]}
            """).Fields[0];

        field.ShouldSatisfyAllConditions(
            () => field.Label.ShouldBe("Pages"),
            () => field.Description.ShouldBe("How many"),
            () => field.Required.ShouldBeTrue(),
            () => field.Default.ShouldBe(3L),
            () => field.Example.ShouldBe(4L),
            () => field.Minimum!.ToText().ShouldBe("1"),
            () => field.Maximum!.ToText().ShouldBe("9"));
    }

    [Theory]
    [InlineData("customer_id", "Customer id")]
    [InlineData("customerId", "Customer id")]
    [InlineData("apiURL", "Api URL")]
    [InlineData("topic", "Topic")]
    [InlineData("_", "_")]
    public void Name_BecomesWords(string name, string label)
        => Form($$$"""{"properties": {"{{{name}}}": {"type": "string"} } }""").Fields[0].Label.ShouldBe(label);

    [Fact]
    public void NestedObject_GivesFieldsOfItsOwn()
    {
        var form = Form("""{"properties": {"audience": {"type": "object", "properties": {"level": {"type": "string"}, "size": {"type": "integer"}}, "required": ["level"]}}, "required": ["audience"]}""");

        form.Fields.Select(static field => (field.Name, field.Pointer, field.Required)).ShouldBe([("audience.level", "/audience/level", true), ("audience.size", "/audience/size", false)]);
        form.Read(Posted(("audience.level", "expert"), ("audience.size", "12"))).Inputs.ToJson().ShouldBe("""{"audience":{"level":"expert","size":12}}""");
    }

    [Fact]
    public void RecursiveObject_EndsInJson()
        => Form("""{"properties": {"child": {"$ref": "#"}}}""").Fields.ShouldHaveSingleItem().Name.ShouldBe("child.child.child");

    [Fact]
    public void NoSchema_GivesNoFields() => WorkflowForm.From(null).Fields.ShouldBeEmpty();

    [Theory]
    [InlineData("integer", "12", "12")]
    [InlineData("number", " 1.50 ", "1.50")]
    [InlineData("boolean", "on", "true")]
    [InlineData("string", "  kept  ", "\"  kept  \"")]
    [InlineData("object", """{"a": [1]}""", """{"a":[1]}""")]
    public void Text_IsReadByType(string type, string text, string json)
        => Form($$$"""{"properties": {"p": {"type": "{{{type}}}"} } }""").Read(Posted(("p", text))).Inputs["p"].ToJson().ShouldBe(json);

    [Theory]
    [InlineData("a, b,c", """["a","b","c"]""")]
    [InlineData("a, b\nc\n", """["a, b","c"]""")]
    [InlineData("""["a", "b"]""", """["a","b"]""")]
    public void List_IsReadFromLinesCommasOrJson(string text, string json)
        => Form("""{"properties": {"p": {"type": "array", "items": {"type": "string"}}}}""").Read(Posted(("p", text))).Inputs["p"].ToJson().ShouldBe(json);

    [Theory]
    [InlineData("""{"type": "integer"}""", "1.5", "whole number")]
    [InlineData("""{"type": "number"}""", "1,5", "no number")]
    [InlineData("""{"type": "boolean"}""", "maybe", "neither")]
    [InlineData("""{"enum": ["red", "blue"]}""", "green", "red, blue")]
    [InlineData("""{"type": "object"}""", "{\n\"a\":\n}", "line 3")]
    [InlineData("""{"type": "object"}""", "[]", "a JSON object")]
    [InlineData("""{"type": "array", "items": {"type": "integer"}}""", "1, x", "Item 2")]
    [InlineData("""{"type": "integer", "minimum": 5}""", "3", "at least 5")]
    [InlineData("""{"type": "string", "format": "email"}""", "nobody", "e-mail")]
    public void WrongText_IsAnErrorOfItsField(string property, string text, string message)
    {
        var error = Form($$$"""{"properties": {"p": {{{property}}} }}""").Read(Posted(("p", text))).Errors.ShouldHaveSingleItem();

        error.Field.ShouldBe("p");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void MissingRequiredField_IsNamed()
        => Form("""{"properties": {"user_name": {"type": "string"}}, "required": ["user_name"]}""").Read(Posted(("user_name", " "))).Errors
            .ShouldHaveSingleItem().ShouldBe(new FormError("user_name", "User name is required."));

    [Fact]
    public void UntickedBox_IsFalseWhereItWouldDefaultToTrue()
        => Form("""{"properties": {"a": {"type": "boolean", "default": true}, "b": {"type": "boolean"}}}""").Read(Posted()).Inputs.ToJson().ShouldBe("""{"a":false}""");

    [Fact]
    public void BrowsersDateTime_GetsSecondsAndOffset()
        => Form("""{"properties": {"at": {"type": "string", "format": "date-time"}}}""").Read(Posted(("at", "2026-03-01T09:30"))).Inputs["at"].ShouldBe("2026-03-01T09:30:00Z");

    [Fact]
    public void EnumOfNumbers_KeepsItsType()
        => Form("""{"properties": {"n": {"enum": [1, 2.5]}}}""").Read(Posted(("n", "2.5"))).Inputs["n"].ToJson().ShouldBe("2.5");

    private static WorkflowForm Form(string schema) => WorkflowForm.From(JsonValue.Parse(schema));

    private static Dictionary<string, string> Posted(params (string Name, string Text)[] fields) => fields.ToDictionary(static field => field.Name, static field => field.Text);
}
