releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                remind every: '30s'
            }
        }
    }
}
