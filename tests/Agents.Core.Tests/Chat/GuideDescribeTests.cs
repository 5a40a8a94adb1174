using Agents.Core.Chat;
using Agents.Core.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Chat;

public sealed class GuideDescribeTests
{
    [Theory]
    [InlineData("Yes, I want to research a topic and write an article", "research > write_article", "topic")]
    [InlineData("research {topic}, summarize it, then write a post", "research > summarize > write_post", "topic")]
    [InlineData("1. Collect the numbers\n2. Write a report\n3. Send it to the team", "collect_numbers > write_report > send_team", "")]
    [InlineData("- plan\n- draft\n- edit", "plan > draft > edit", "")]
    [InlineData("1) plan a trip 2) book the hotel 3) write a summary", "plan_trip > book_hotel > write_summary", "")]
    [InlineData("Plan the work → do the work → report the result", "plan_work > do_work > report_result", "")]
    [InlineData("First, extract the names. After that, sort them. Finally, print the list.", "extract_names > sort > print_list", "")]
    [InlineData("Research cats and dogs", "research_cats_dogs", "")]
    [InlineData("Collect name, email, and phone", "collect_name_email", "")]
    [InlineData("Translate a text into German", "translate_german", "text")]
    [InlineData("Write a poem about a city", "write_poem", "city")]
    [InlineData("Given a company and a country, find competitors and compare them", "find_competitors > compare", "company,country")]
    [InlineData("Inputs: topic, audience\n1. outline\n2. write", "outline > write", "topic,audience")]
    [InlineData("Search the web and the news in parallel, then merge the results", "parallel[search_web|search_news] > merge_results", "")]
    [InlineData("In parallel: check prices, check stock. Then decide.", "parallel[check_prices|check_stock] > decide", "")]
    [InlineData("- gather facts\n- in parallel:\n  - write a title\n  - write a teaser\n- combine them", "gather_facts > parallel[write_title|write_teaser] > combine", "")]
    [InlineData("Write a draft. Ask for approval. Publish it.", "write_draft > approval! > publish", "")]
    [InlineData("Write a draft, get approval from the editor and publish it", "write_draft > approval! > publish", "")]
    [InlineData("Draft a post; have my manager approve it; post it", "draft_post > approval! > post", "")]
    [InlineData("Find five articles about a topic. For each article, summarise it. Write a digest.", "find_five_articles > each_article(summarise) > write_digest", "topic")]
    [InlineData("For every customer: write an email and send it", "each_customer(write_email > send)", "customers")]
    [InlineData("Summarise each document", "each_document(summarise_document)", "documents")]
    [InlineData("Translate the text for each language", "each_language(translate_text)", "languages")]
    [InlineData("Wait 2 hours and then send a reminder", "wait > send_reminder", "")]
    [InlineData("Write a joke if the mood is bad", "check_mood_bad > if_mood_bad{write_joke}", "")]
    [InlineData("If the amount is over 100, ask for approval, otherwise pay it. Log it.", "if_amount_100{approval!|pay} > log", "amount")]
    [InlineData("Classify the ticket, then if it is urgent then escalate it else answer it", "classify_ticket > check_urgent > if_urgent{escalate|answer}", "")]
    [InlineData("Check if the page is up and notify me", "check_page > notify", "")]
    [InlineData("Draft it. Unless it is brief, shorten it.", "draft > check_brief > if_brief{shorten}", "")]
    [InlineData("Write it. Ask for approval. If rejected, rewrite it. Publish it.", "write > approval![rewrite] > publish", "")]
    [InlineData("Every day at 9, summarise the news", "schedule@0 9 * * * > summarise_news", "")]
    [InlineData("summarise the news each Monday at 17:30", "schedule@30 17 * * 1 > summarise_news", "")]
    [InlineData("Every 15 minutes check the queue", "schedule@*/15 * * * * > check_queue", "")]
    [InlineData("Every weekday at 8am in Europe/Berlin: collect the numbers, write a report", "schedule@0 8 * * 1-5 > collect_numbers > write_report", "")]
    [InlineData("I'd like you to build me a workflow that finds bugs and fixes them", "finds_bugs_fixes", "")]
    [InlineData("请研究这个主题", "请研究这个主题", "")]
    public void Description_BecomesTheseStates(string text, string states, string inputs)
    {
        var made = Guide.Describe(text).ShouldNotBeNull();
        Shape.Of(made.Plan).ShouldBe(states, made.Yaml);
        Shape.Inputs(made.Plan).ShouldBe(inputs);
        WorkflowLoader.Load(made.Yaml, new WorkflowLoadOptions { Strict = true }).HasErrors.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("?!…")]
    public void NothingToDo_MakesNothing(string text) => Guide.Describe(text).ShouldBeNull();

    [Fact]
    public void SameText_MakesTheSameYaml()
    {
        const string text = "Every day at 9 research a topic, for each finding write a note, ask for approval and publish";
        Guide.Describe(text)!.Yaml.ShouldBe(Guide.Describe(text)!.Yaml);
    }

    [Fact]
    public void ScheduledInputs_HaveDefaults()
    {
        var plan = Guide.Describe("Every day at 9, research a topic")!.Plan;
        plan.InputSchema!.ToJson().ShouldBe("""{"type":"object","properties":{"topic":{"type":"string","default":"topic"}}}""");
    }

    [Fact]
    public void NamedVariables_AreTheEnvironment()
        => Guide.Describe("Fetch the issues with GITHUB_TOKEN and summarise them")!.Plan.Environment.Select(static variable => variable.Name).ShouldBe(["GITHUB_TOKEN"]);

    [Fact]
    public void TemplateSigns_StayText()
    {
        var made = Guide.Describe("Write {{ secrets }} and ${HOME} about a topic")!;
        made.Plan.States[0].ShouldBeOfType<AgentState>().Task!.Text.ShouldBe("Write { { secrets }} and $ {HOME} about {{ input.topic }}");
    }

    [Fact]
    public void TextAfterAnApproval_IsGivenToTheNextAgent()
    {
        var made = Guide.Describe("Write a draft. Ask for approval. Publish it.")!;
        made.Plan.States[2].Input!.Written.ToJson().ShouldBe("""{"material":"{{ steps.write_draft.output }}"}""");
        made.Plan.States[1].ShouldBeOfType<ApprovalState>().SummaryPath!.ToString().ShouldContain("write_draft");
    }

    [Theory]
    [InlineData("Write an article. Ask for approval. If it is approved, publish it, otherwise tell the author.")]
    [InlineData("Write an article, ask for approval, and if it is approved publish it, otherwise tell the author")]
    [InlineData("Write an article. Ask for approval. If it is rejected, tell the author, otherwise publish it.")]
    public void TwoWaysOfAnApproval_NeverMeet(string text)
    {
        var made = Guide.Describe(text)!;

        made.Plan.States.Select(static state => state.Name).ShouldBe(["write_article", "approval", "publish", "tell_author"], ignoreOrder: true);
        made.Plan.FindState("approval").ShouldBeOfType<ApprovalState>().OnReject.ShouldBe("tell_author");
        Targets(made.Plan, "approval").ShouldBe("publish");
        Targets(made.Plan, "tell_author").ShouldBe("");
        Targets(made.Plan, "publish").ShouldBe("");
    }

    [Theory]
    [InlineData("Research a topic, then write an article and a summary in parallel, ask for approval, and publish it", "research > parallel[write_article|write_summary] > approval! > publish")]
    [InlineData("In parallel, search the web and read the news, then write a report", "parallel[search_web|read_news] > write_report")]
    public void WhatComesAfterInParallel_IsDoneAfterIt(string text, string shape) => Shape.Of(Guide.Describe(text)!.Plan).ShouldBe(shape);

    private static string Targets(Workflow plan, string state) => string.Join(',', plan.FindState(state)!.Next.Targets);
}
