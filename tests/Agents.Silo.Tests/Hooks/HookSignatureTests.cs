using System.Text;
using Agents.Client.Hooks;
using Agents.Silo.Hooks;
using Agents.Silo.Webhooks;

namespace Agents.Silo.Tests.Hooks;

/// <summary>The examples that GitHub and Slack publish, and what must not pass.</summary>
public sealed class HookSignatureTests
{
    private const string SlackSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private const string SlackBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static readonly DateTimeOffset SlackTime = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private static string? Check(string scheme, string body, string secret, DateTimeOffset now, params (string Name, string Value)[] headers)
        => HookSignatures.Problem(scheme, name => headers.FirstOrDefault(header => header.Name == name).Value, Encoding.UTF8.GetBytes(body), secret, now, Tolerance);

    [Theory]
    [InlineData("Hello, World!", "It's a Secret to Everybody", null)]
    [InlineData("Hello, World", "It's a Secret to Everybody", "does not fit")]
    [InlineData("Hello, World!", "another", "does not fit")]
    public void GitHub_IsChecked(string body, string secret, string? problem)
    {
        var found = Check(HookSchemes.GitHub, body, secret, default, ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
        (problem is null ? found is null : found?.Contains(problem, StringComparison.Ordinal) == true).ShouldBeTrue(found);
        found?.ShouldNotContain("757107");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(301, "more than 300 s")]
    [InlineData(-301, "more than 300 s")]
    public void Slack_IsCheckedWithItsTime(int later, string? problem)
    {
        var found = Check(
            HookSchemes.Slack, SlackBody, SlackSecret, SlackTime.AddSeconds(later),
            ("X-Slack-Request-Timestamp", "1531420618"), ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));
        (problem is null ? found is null : found?.Contains(problem, StringComparison.Ordinal) == true).ShouldBeTrue(found);
    }

    [Fact]
    public void Slack_WithAnotherTime_DoesNotFit()
        => Check(
            HookSchemes.Slack, SlackBody, SlackSecret, SlackTime, ("X-Slack-Request-Timestamp", "1531420619"),
            ("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")).ShouldNotBeNull().ShouldContain("does not fit");

    [Fact]
    public void Generic_IsWhatWeSendOurselves()
    {
        var signature = WebhookSignature.Of("{}"u8, "a shared secret"u8.ToArray(), SlackTime);
        Check(HookSchemes.Generic, "{}", "a shared secret", SlackTime, ("X-Agents-Signature", signature)).ShouldBeNull();
        Check(HookSchemes.Generic, "{ }", "a shared secret", SlackTime, ("X-Agents-Signature", signature)).ShouldNotBeNull();
        Check(HookSchemes.Generic, "{}", "a shared secret", SlackTime.AddSeconds(301), ("X-Agents-Signature", signature)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(HookSchemes.Generic, "X-Agents-Signature", "v1=00")]
    [InlineData(HookSchemes.Generic, "X-Agents-Signature", "t=99999999999999999999,v1=00")]
    [InlineData(HookSchemes.Generic, "X-Agents-Signature", "t=-1,v1=00")]
    [InlineData(HookSchemes.GitHub, "X-Hub-Signature-256", "")]
    [InlineData(HookSchemes.GitHub, "X-Hub-Signature", "sha1=00")]
    [InlineData(HookSchemes.WhatsApp, "X-Hub-Signature-256", "sha256=ü")]
    [InlineData(HookSchemes.Slack, "X-Slack-Signature", "v0=00")]
    public void WhatIsNoSignature_IsRefused(string scheme, string header, string value) => Check(scheme, "{}", "a shared secret", SlackTime, (header, value)).ShouldNotBeNullOrEmpty();
}
