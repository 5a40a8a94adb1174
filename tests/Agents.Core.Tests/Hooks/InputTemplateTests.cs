using System.Text;
using Agents.Core.Hooks;
using Agents.Core.Json;

namespace Agents.Core.Tests.Hooks;

public class InputTemplateTests
{
    private static readonly JsonObject Known = (JsonObject)JsonValue.Parse(Encoding.UTF8.GetBytes("""{"body": {"issue": {"number": 7, "title": "Rain"}, "labels": ["a", "b"]}, "event": {"type": "issues"}}"""));

    [Fact]
    public void Templates_ReadTheBody_AndKeepTypes()
    {
        InputTemplate.TryRead("""{"n": "{{ body.issue.number }}", "text": "{{ event.type }}: {{ body.issue.title }}", "first": "{{ body.labels[0] }}", "x": {"y": [1, "{{ body.labels }}"]}}""", out var template, out var problem)
            .ShouldBeTrue(problem);
        template.TryRender(Known, out var inputs, out problem).ShouldBeTrue(problem);
        inputs.ToJson().ShouldBe("""{"n":7,"text":"issues: Rain","first":"a","x":{"y":[1,["a","b"]]}}""");
    }

    [Fact]
    public void MissingValue_IsNamed_UnlessThereIsADefault()
    {
        InputTemplate.TryRead("""{"a": "{{ body.nobody }}"}""", out var strict, out _).ShouldBeTrue();
        strict.TryRender(Known, out var inputs, out var problem).ShouldBeFalse();
        inputs.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("nobody");
        InputTemplate.TryRead("""{"a": "{{ body.nobody | default(3) }}"}""", out var lenient, out _).ShouldBeTrue();
        lenient.TryRender(Known, out inputs, out _).ShouldBeTrue();
        inputs!.ToJson().ShouldBe("""{"a":3}""");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"a": "{{ body. }}"}""")]
    public void WhatIsNoTemplate_IsRefused(string json)
    {
        InputTemplate.TryRead(json, out var template, out var problem).ShouldBeFalse();
        template.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }
}
