export const PLATFORM = 'dingtalk'
