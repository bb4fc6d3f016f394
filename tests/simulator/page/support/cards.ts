const plain = (content: string) => ({ tag: 'plain_text', content })
const callback = (value: Record<string, unknown>) => [{ type: 'callback', value }]

const fact = (label: string, value: string) => ({
  tag: 'column',
  width: 'weighted',
  weight: 1,
  elements: [{ tag: 'markdown', content: `**${label}**\n${value}` }],
})

/** An approval with facts, a form, a confirmed rejection and a disabled button. */
export const approvalCard = {
  schema: '2.0',
  config: { update_multi: true, summary: { content: '待审批：双12大促 ¥500,000' } },
  header: {
    template: 'orange',
    title: plain('待审批 · 双12大促'),
    subtitle: plain('A-1 · 项目预算'),
    text_tag_list: [{ tag: 'text_tag', text: plain('v3'), color: 'orange' }],
  },
  body: {
    elements: [
      {
        tag: 'column_set',
        flex_mode: 'stretch',
        columns: [
          fact('预算', '¥500,000.00（五十万元整）'),
          fact('负责人', '<at id=ou_lilei></at>'),
          fact('期间', '12-01（周二）—12-20（周日）'),
        ],
      },
      {
        tag: 'markdown',
        element_id: 'facts',
        content:
          "通过后 **可用** <font color='green'>¥100,000</font>，*占用* ~~¥80,000~~ `P-101`\n1. 看 [制度](https://example.com/policy)\n2. 问 <at id=ou_wangmin></at>\n    - 可先补充材料\n> 备注：<script>alert(1)</script>",
      },
      { tag: 'hr' },
      {
        tag: 'form',
        name: 'approval_form',
        element_id: 'form',
        elements: [
          {
            tag: 'input',
            name: 'comment',
            input_type: 'multiline_text',
            rows: 2,
            label: plain('审批意见（必填）'),
            placeholder: plain('写一句理由'),
            required: true,
          },
          {
            tag: 'column_set',
            flex_mode: 'none',
            columns: [
              {
                tag: 'column',
                width: 'weighted',
                weight: 1,
                elements: [
                  {
                    tag: 'select_static',
                    name: 'kind',
                    placeholder: plain('费用类别'),
                    options: [
                      { text: plain('媒介'), value: 'media' },
                      { text: plain('制作'), value: 'production' },
                    ],
                  },
                ],
              },
              {
                tag: 'column',
                width: 'weighted',
                weight: 1,
                elements: [
                  { tag: 'markdown', content: '经办人（必填）' },
                  { tag: 'select_person', name: 'owner', required: true, options: [] },
                ],
              },
            ],
          },
          {
            tag: 'column_set',
            flex_mode: 'none',
            columns: [
              {
                tag: 'column',
                width: 'weighted',
                weight: 1,
                elements: [{ tag: 'date_picker', name: 'due', initial_date: '2026-12-01' }],
              },
              {
                tag: 'column',
                width: 'weighted',
                weight: 1,
                elements: [{ tag: 'picker_datetime', name: 'at', placeholder: plain('提醒时间') }],
              },
            ],
          },
          {
            tag: 'multi_select_static',
            name: 'channels',
            placeholder: plain('渠道'),
            options: [
              { text: plain('抖音'), value: 'douyin' },
              { text: plain('快手'), value: 'kuaishou' },
              { text: plain('百度'), value: 'baidu' },
            ],
          },
          {
            tag: 'column_set',
            flex_mode: 'flow',
            columns: [
              {
                tag: 'column',
                width: 'auto',
                elements: [
                  {
                    tag: 'button',
                    name: 'approve',
                    type: 'primary_filled',
                    form_action_type: 'submit',
                    text: plain('通过'),
                    behaviors: callback({ a: 'approve' }),
                  },
                ],
              },
              {
                tag: 'column',
                width: 'auto',
                elements: [
                  {
                    tag: 'button',
                    name: 'reject',
                    type: 'danger',
                    form_action_type: 'submit',
                    text: plain('驳回'),
                    confirm: { title: plain('确认驳回？'), text: plain('负责人会收到通知') },
                    behaviors: callback({ a: 'reject' }),
                  },
                ],
              },
              {
                tag: 'column',
                width: 'auto',
                elements: [
                  { tag: 'button', name: 'reset', type: 'text', form_action_type: 'reset', text: plain('重填') },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
}

/** The same approval once it is decided. */
export const decidedCard = (by: string, comment: string) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { template: 'green', title: plain('已同意 · 双12大促'), subtitle: plain('A-1 · 项目预算') },
  body: {
    elements: [
      { tag: 'markdown', content: `**${by}** 于 10:06 同意：${comment}` },
      {
        tag: 'button',
        disabled: true,
        disabled_tips: plain('已处理'),
        text: plain('通过'),
        behaviors: callback({ a: 'approve' }),
      },
    ],
  },
})

/** A draft with plain buttons, pictures, a table, a panel and a component that nobody knows. */
export const draftCard = {
  schema: '2.0',
  config: { update_multi: true },
  header: {
    template: 'blue',
    title: plain('草案 · 双12大促'),
    text_tag_list: [{ tag: 'text_tag', text: plain('电商大促'), color: 'blue' }],
  },
  body: {
    elements: [
      { tag: 'img', img_key: 'img_gantt', alt: plain('甘特图') },
      {
        tag: 'table',
        page_size: 3,
        columns: [
          { name: 'task', display_name: '任务', data_type: 'text' },
          { name: 'who', display_name: '负责人', data_type: 'persons' },
          {
            name: 'cost',
            display_name: '预算',
            data_type: 'number',
            format: { symbol: '¥', precision: 2, separator: true },
          },
          { name: 'state', display_name: '状态', data_type: 'options' },
        ],
        rows: ['主视觉设计', '主会场页面', '详情页文案', '达人投放'].map((task, index) => ({
          task,
          who: ['ou_zhaoqian'],
          cost: 12_000 * (index + 1),
          state: [{ text: index === 0 ? '进行中' : '未开始', color: index === 0 ? 'blue' : 'neutral' }],
        })),
      },
      {
        tag: 'collapsible_panel',
        expanded: false,
        header: { title: plain('依据') },
        elements: [{ tag: 'markdown', content: '按 2026 年公司制度' }],
      },
      { tag: 'hologram', content: '未来' },
      {
        tag: 'column_set',
        flex_mode: 'flow',
        columns: ['创建', '修改', '取消'].map((words, index) => ({
          tag: 'column',
          width: 'auto',
          elements: [
            {
              tag: 'button',
              type: index === 0 ? 'primary_filled' : 'default',
              text: plain(words),
              behaviors: callback({ a: words }),
            },
          ],
        })),
      },
    ],
  },
}
