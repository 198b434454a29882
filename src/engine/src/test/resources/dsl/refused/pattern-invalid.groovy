releasePipeline {
    variables { string 'REGION' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            beforeEntry { variableCheck variable: '#{variables.REGION}', operator: MATCHES, value: 'eu-(west' }
            build('Package') { commands 'make' }
        }
    }
}
